// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { inSession, prepare } from './in-session.mjs';
import { REPOSITORY } from './places.mjs';
import { SetupFailure } from './words.mjs';

/**
 * Builds, then runs a script of the repository in a session of its own, with our arguments.
 *
 * @param {string} script path in the repository
 * @returns {Promise<number>} its exit code
 */
export async function runScript(script) {
  const file = join(REPOSITORY, script);
  if (!existsSync(file)) throw new SetupFailure(`There is no ${script} in this checkout.`);
  const electron = await prepare();
  await ensureBuilt();
  return inSession(electron, [process.execPath, file, ...process.argv.slice(2)], { cwd: REPOSITORY });
}
