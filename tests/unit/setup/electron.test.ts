import { describe, expect, test, vi } from 'vitest';
import { ensureElectron } from '../../../scripts/setup/electron.mjs';
import { cacheFolder } from '../../../scripts/setup/places.mjs';
import { checkHash } from '../../../scripts/setup/stand-in.mjs';
import { SetupFailure } from '../../../scripts/setup/words.mjs';

describe('ensureElectron', () => {
  test('takes the one that the person names', async () => {
    vi.stubEnv('ELECTRON_EXEC_PATH', process.execPath);
    expect(await ensureElectron()).toBe(process.execPath);
    vi.unstubAllEnvs();
  });

  test('says so when that one is not there, rather than taking another', async () => {
    vi.stubEnv('ELECTRON_EXEC_PATH', '/nowhere/electron');
    await expect(ensureElectron()).rejects.toThrow('/nowhere/electron');
    vi.unstubAllEnvs();
  });
});

describe('the stand-in', () => {
  test('is refused when it is not the one that was looked at', () => {
    expect(() => {
      checkHash(Buffer.from('something else'));
    }).toThrow(SetupFailure);
  });

  test.each([
    [{ XDG_CACHE_HOME: '/caches' }, /^\/caches\/trust-desk$/],
    [{ XDG_CACHE_HOME: 'relative' }, /\/\.cache\/trust-desk$/],
    [{}, /\/\.cache\/trust-desk$/],
  ])('is kept in the cache folder of %j', (env, folder) => {
    expect(cacheFolder(env)).toMatch(folder);
  });
});
