import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureDependencies } from '../../../scripts/setup/dependencies.mjs';
import { SetupFailure } from '../../../scripts/setup/words.mjs';

// One dependency, in a folder beside it: nothing has to be fetched.
const ABOUT = { name: 'app', version: '1.0.0', dependencies: { near: 'file:near' } };
const NEAR = { name: 'near', version: '1.0.0' };
const LOCK = {
  ...ABOUT,
  lockfileVersion: 3,
  requires: true,
  packages: { '': ABOUT, near: NEAR, 'node_modules/near': { resolved: 'near', link: true } },
};

let folder: string;
const at = (name: string) => join(folder, name);
const writeLock = (spaces: number) => {
  writeFileSync(at('package-lock.json'), JSON.stringify(LOCK, null, spaces));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-desk-dependencies-'));
  mkdirSync(at('near'));
  writeFileSync(at('near/package.json'), JSON.stringify(NEAR));
  writeFileSync(at('package.json'), JSON.stringify(ABOUT));
  writeLock(0);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('ensureDependencies', () => {
  test('installs once for each lock', { timeout: 60_000 }, async () => {
    const foreign = at('node_modules/foreign');
    await ensureDependencies(folder);
    const stamp = readFileSync(at('node_modules/.trust-desk-lock'), 'utf8');

    // npm ci starts by emptying node_modules: whether it ran can be seen by what is left.
    writeFileSync(foreign, '');
    await ensureDependencies(folder);
    expect(existsSync(foreign)).toBe(true);

    writeLock(2);
    await ensureDependencies(folder);
    expect(existsSync(foreign)).toBe(false);
    expect(readFileSync(at('node_modules/.trust-desk-lock'), 'utf8')).not.toBe(stamp);
  });

  test('says in words that a lock does not fit, and tries again the next time', { timeout: 60_000 }, async () => {
    writeFileSync(at('package.json'), JSON.stringify({ ...ABOUT, dependencies: { far: '1.0.0' } }));
    await expect(ensureDependencies(folder)).rejects.toThrow(SetupFailure);
    await expect(ensureDependencies(folder)).rejects.toThrow('could not be installed');
  });
});
