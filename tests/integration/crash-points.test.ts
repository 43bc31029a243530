import { beforeAll, describe, expect, it } from 'vitest';
import type { BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import { killAtPoints } from '../support/crash/kill-points.ts';
import { naiveScenarios, secretScenarios } from '../support/protocol-scenarios.ts';

let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver();
});

const names = (scenarios: readonly { readonly name: string }[]) => scenarios.map(({ name }) => name);

describe('a process killed before and after every step', () => {
  // Every point of the scenario; of those of the recovery one in turn for every third. The campaign tries them all.
  const inTurn = ({ first, second }: { readonly first: number; readonly second: number }) =>
    first % 3 === 0 && second === (first / 3) % 8;

  it.each(names(secretScenarios))('%s: leaves everything or nothing', async (scenario) => {
    const report = await killAtPoints({ driver: driver.path, scenario, recoveryKills: inTurn });
    console.info('kill points:', JSON.stringify(report));
    expect(report.violations).toEqual([]);
    expect(report.combinations).toBeGreaterThan(10);
  });

  it.each(names(naiveScenarios))('%s: leaves halves', async (scenario) => {
    const report = await killAtPoints({ driver: driver.path, scenario, recoveryKills: () => false });
    console.info('kill points:', JSON.stringify({ ...report, violations: report.violations.length }));
    expect(report.violations).not.toEqual([]);
  });
});
