import { beforeAll, describe, expect, it } from 'vitest';
import type { BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver, LIMITS, tryRecord, tryStoreAlone } from '../support/full-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe.runIf(process.platform === 'linux')('a disk that fills up', () => {
  let driver: BundledEntry;
  beforeAll(async () => {
    driver = await bundleDriver();
  });

  it('costs no record and is told, at every fourth limit', () => {
    const folder = temporaryFolder();
    const tried = LIMITS.filter((units) => units % 4 === 1);
    expect(tried.map((units) => tryRecord(driver.path, folder, units)).filter(Boolean)).toEqual([]);
    expect(tried.length).toBeGreaterThan(1);
  });

  it('destroys what electron-store keeps alone, and reports success (control)', () => {
    expect(tryStoreAlone(driver.path, temporaryFolder(), 5)).toBe('destroyed');
  });
});
