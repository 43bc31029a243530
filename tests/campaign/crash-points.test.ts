import { beforeAll, expect, it } from 'vitest';
import type { BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import { killAtPoints } from '../support/crash/kill-points.ts';
import { secretScenarios } from '../support/protocol-scenarios.ts';

let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver();
});

it('every point of every scenario, and every point of every recovery: everything or nothing', async () => {
  let combinations = 0;
  for (const { name } of secretScenarios) {
    const report = await killAtPoints({ driver: driver.path, scenario: name });
    console.info('kill points:', JSON.stringify(report));
    expect(report.violations).toEqual([]);
    combinations += report.combinations;
  }
  expect(combinations).toBeGreaterThanOrEqual(60);
});
