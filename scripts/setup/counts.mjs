// @ts-check

/** @typedef {import('./checks.mjs').Counts} Counts */

/**
 * The part of Vitest's JSON report that is counted.
 *
 * @typedef {object} VitestReport
 * @property {ReadonlyArray<{ status: string, assertionResults: ReadonlyArray<{ status: string }> }>} testResults one for each file
 */

/**
 * Counts what Vitest did. What failed outside of any test counts as one failure: a file that could not be loaded, an error
 * that nobody caught, a run that ended without a report or without a test.
 *
 * @param {VitestReport | undefined} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      counts[status === 'passed' || status === 'failed' ? status : 'skipped']++;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed++;
  }
  const ranNone = counts.passed + counts.failed === 0;
  if (counts.failed === 0 && (exitCode !== 0 || ranNone)) counts.failed++;
  return counts;
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * The closing line, in the form that build machines read.
 *
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
