import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import { killAtRandom, seedOfRun } from '../support/crash/random-kills.ts';
import { openKeyring, type PrivateKeyring } from '../support/private-keyring.ts';

let driver: BundledEntry;
let helper: BundledEntry;
let keyring: PrivateKeyring;
beforeAll(async () => {
  [driver, helper] = await Promise.all([bundleDriver(), bundleEntry('src/main/vault/keychain-helper.ts')]);
  keyring = await openKeyring();
});
afterAll(async () => {
  await keyring.end();
});

const KILLS = 10;

it(`keeps the real keyring and the records in step through ${KILLS} random kills`, async () => {
  const seed = seedOfRun();
  const service = `Trust Desk crash-test ${randomUUID()}`;
  const keychain = { kind: 'real', service, helper: helper.path } as const;
  const report = await killAtRandom({
    driver: driver.path,
    kills: KILLS,
    acknowledged: 1,
    seed,
    keychain,
    env: keyring.env,
  });
  console.info(`random kills on a real keyring, seed ${seed}:`, JSON.stringify(report));
  expect(report.violations).toEqual([]);
  expect(report.refused).toBe(0);
  expect(report.acknowledged).toBeGreaterThan(0);
});
