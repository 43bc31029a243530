import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import { killAtRandom, seedOfRun } from '../support/crash/random-kills.ts';
import { openKeyring } from '../support/private-keyring.ts';

let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver();
});

it('500 random kills: nothing acknowledged is lost, nothing stands by halves', async () => {
  const seed = seedOfRun();
  const report = await killAtRandom({ driver: driver.path, kills: 500, acknowledged: 2500, seed });
  console.info(`random kills, seed ${seed}:`, JSON.stringify(report));
  expect(report.violations).toEqual([]);
  expect(report.refused).toBe(0);
  expect(report.acknowledged).toBeGreaterThanOrEqual(2500);
});

it('200 random kills on the real keyring: the same', async () => {
  const seed = seedOfRun();
  const helper = await bundleEntry('src/main/vault/keychain-helper.ts');
  const keyring = await openKeyring();
  try {
    const keychain = { kind: 'real', service: `Trust Desk crash-test ${randomUUID()}`, helper: helper.path } as const;
    const report = await killAtRandom({
      driver: driver.path,
      kills: 200,
      acknowledged: 250,
      seed,
      keychain,
      env: keyring.env,
    });
    console.info(`random kills on a real keyring, seed ${seed}:`, JSON.stringify(report));
    expect(report.violations).toEqual([]);
    expect(report.refused).toBe(0);
    expect(report.acknowledged).toBeGreaterThanOrEqual(250);
  } finally {
    await keyring.end();
  }
});

it('100 random kills of the naive order: the same judge finds what is lost', async () => {
  const seed = seedOfRun();
  const report = await killAtRandom({ driver: driver.path, kills: 100, seed, order: 'naive' });
  console.info(`random kills of the naive order, seed ${seed}:`, JSON.stringify(report));
  expect(report.violations.join()).toMatch(/without its value|without a record/);
});
