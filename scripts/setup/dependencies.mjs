// @ts-check
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './places.mjs';
import { runNpm } from './run.mjs';
import { SetupFailure, say } from './words.mjs';

const LIMIT_MS = 15 * 60_000;
// npm says what is wrong first and then prints all its options.
const SHOWN_LINES = 25;

/**
 * Brings node_modules in line with package-lock.json. Seconds when it already is: the stamp inside node_modules names
 * the lock it was made from, and `npm ci` starts by deleting the folder with the stamp in it.
 *
 * @param {string} [repository]
 */
export async function ensureDependencies(repository = REPOSITORY) {
  const stamp = join(repository, 'node_modules', '.trust-desk-lock');
  const wanted = await lockHash(repository);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  say('Installing dependencies (npm ci) ...');
  // EBADENGINE warnings of Electron's own helpers are expected on Node 20 and harmless: they are not run.
  const { code, output, late } = await runNpm(['ci', '--loglevel=error'], { cwd: repository, limit: LIMIT_MS });
  if (code !== 0) {
    const excerpt = output.trim().split('\n').slice(0, SHOWN_LINES).join('\n');
    const why = late ? `It was stopped after ${LIMIT_MS / 60_000} minutes.\n` : '';
    throw new SetupFailure(`${excerpt}\n${why}The dependencies could not be installed (npm ci, exit code ${code}).`);
  }
  await writeFile(stamp, wanted);
}

/**
 * @param {string} repository
 * @returns {Promise<string>} sha256 in hex
 */
async function lockHash(repository) {
  return createHash('sha256')
    .update(await readFile(join(repository, 'package-lock.json')))
    .digest('hex');
}
