// @ts-check
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { openSession } from './session.mjs';
import { supervise } from './supervise.mjs';
import { ensureSystem } from './system.mjs';

/**
 * All that tests, measurements and pictures need before they can start.
 *
 * @returns {Promise<string>} path of the Electron binary
 */
export async function prepare() {
  await ensureDependencies();
  const electron = await ensureElectron();
  await ensureSystem({ electron, display: true, keyring: true, tests: true });
  return electron;
}

/**
 * Runs a program in a session of its own, with ELECTRON_EXEC_PATH set: virtual display, message bus and throw-away
 * keyring. Never the person's own: tests write to the clipboard and to the keychain. Other systems than Linux have no such thing.
 *
 * @param {string} electron
 * @param {readonly [string, ...string[]]} command
 * @param {Omit<import('./supervise.mjs').Supervised, 'env'>} [options]
 * @returns {Promise<number>} exit code
 */
export async function inSession(electron, [program, ...args], options = {}) {
  const own = process.platform === 'linux';
  const session = await openSession({ display: own, keyring: own });
  try {
    return await supervise(program, args, { ...options, env: { ...session.env, ELECTRON_EXEC_PATH: electron } });
  } finally {
    await session.close();
  }
}
