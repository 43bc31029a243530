import { describe, expect, test } from 'vitest';
import { closingLine, countVitest, sum } from '../../../scripts/setup/counts.mjs';

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (...testResults: readonly ReturnType<typeof file>[]) => ({ testResults });

describe('countVitest', () => {
  test('counts tests over all files', () => {
    const counts = countVitest(report(file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')), 1);
    expect(counts).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test.each(['skipped', 'pending', 'todo', 'disabled'])('counts a %s test as skipped', (status) => {
    expect(countVitest(report(file('passed', 'passed', status)), 0)).toEqual({ passed: 1, failed: 0, skipped: 1 });
  });

  test('counts a file that could not be loaded as a failure', () => {
    expect(countVitest(report(file('passed', 'passed'), file('failed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test.each([
    ['an error that nobody caught', report(file('passed', 'passed')), 1, 1],
    ['no report', undefined, 0, 0],
    ['no test', report(), 0, 0],
    ['skipped tests only', report(file('passed', 'skipped')), 0, 0],
  ])('counts %s as a failure', (_, given, exitCode, passed) => {
    expect(countVitest(given, exitCode)).toMatchObject({ passed, failed: 1 });
  });
});

describe('closingLine', () => {
  test('adds up, and names skipped tests only if there are any', () => {
    const one = { passed: 2, failed: 1, skipped: 0 };
    expect(closingLine(sum([one, one]))).toBe('4 passed, 2 failed');
    expect(closingLine(sum([one, { passed: 0, failed: 0, skipped: 3 }]))).toBe('2 passed, 1 failed, 3 skipped');
  });
});
