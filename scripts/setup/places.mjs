// @ts-check
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of package.json. */
export const REPOSITORY = resolve(import.meta.dirname, '../..');

/**
 * Where downloads are kept that several checkouts may share.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
  // The XDG rule: a relative path is to be ignored.
  const base = env['XDG_CACHE_HOME']?.startsWith('/') ? env['XDG_CACHE_HOME'] : join(homedir(), '.cache');
  return join(base, 'trust-desk');
}
