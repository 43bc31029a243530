// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countVitest } from './counts.mjs';
import { inSession } from './in-session.mjs';
import { givingWay } from './giving-way.mjs';
import { REPOSITORY } from './places.mjs';

/**
 * Runs Vitest in a session of its own.
 *
 * @param {string} electron
 * @param {readonly string[]} args
 * @param {{ givesWay?: boolean }} [options] whether it leaves the processor to others that run at the same time
 * @returns {Promise<import('./checks.mjs').Counts>}
 */
export async function runVitest(electron, args, { givesWay = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-report-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // Build machines keep what is printed as text; CI=true alone makes Vitest colour it.
  if (!process.stdout.isTTY) process.env['NO_COLOR'] ??= '1';
  const vitest = join(REPOSITORY, 'node_modules/vitest/vitest.mjs');
  try {
    const run = [vitest, 'run', ...reporters, ...args];
    const command = givesWay ? givingWay(process.execPath, run) : /** @type {const} */ ([process.execPath, ...run]);
    const code = await inSession(electron, command, { cwd: REPOSITORY });
    return countVitest(readReport(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {import('./counts.mjs').VitestReport | undefined}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
