import { beforeAll, expect, it } from 'vitest';
import type { BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import { killAtRandom, seedOfRun } from '../support/crash/random-kills.ts';

let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver();
});

const KILLS = 20;
const CONTROL_KILLS_MAXIMUM = 300;

it(`keeps what was acknowledged, and nothing by halves, through ${KILLS} random kills`, async () => {
  const seed = seedOfRun();
  const report = await killAtRandom({ driver: driver.path, kills: KILLS, acknowledged: 1, seed });
  console.info(`random kills, seed ${seed}:`, JSON.stringify(report));
  expect(report.violations).toEqual([]);
  expect(report.refused).toBe(0);
  expect(report.acknowledged).toBeGreaterThan(0);
});

it('finds what the naive order loses', async () => {
  const seed = seedOfRun();
  const report = await killAtRandom({
    driver: driver.path,
    kills: CONTROL_KILLS_MAXIMUM,
    seed,
    order: 'naive',
    untilViolated: true,
  });
  console.info(`naive order, seed ${seed}:`, JSON.stringify(report));
  expect(report.violations.join()).toMatch(/without its value|without a record/);
});
