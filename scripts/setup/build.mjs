// @ts-check
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { REPOSITORY } from './places.mjs';
import { run } from './run.mjs';
import { SetupFailure, say } from './words.mjs';

const LIMIT_MS = 5 * 60_000;
/** What decides how `out` looks. */
const INPUTS = ['src', 'resources', 'electron.vite.config.ts', 'svelte.config.js', 'package.json', 'package-lock.json'];
const STAMP = '.stamp';

/**
 * Builds `out`, unless it is what these sources gave the last time, and untouched since.
 */
export async function ensureBuilt() {
  const stamp = await readFile(join(REPOSITORY, 'out', STAMP), 'utf8').catch(() => '');
  if (stamp === '' || stamp !== (await stampOf(REPOSITORY))) await build();
}

/**
 * Builds `out`.
 *
 * @throws {SetupFailure} with the builder's words
 */
export async function build() {
  say('Building ...');
  const stamp = join(REPOSITORY, 'out', STAMP);
  await rm(stamp, { force: true });
  const builder = join(REPOSITORY, 'node_modules/electron-vite/bin/electron-vite.js');
  const args = [builder, 'build', '--logLevel', 'warn'];
  const { code, output } = await run(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...process.env, NO_COLOR: '1' },
    limit: LIMIT_MS,
  });
  if (output.trim()) say(output.trim());
  if (code !== 0) throw new SetupFailure(`The build failed (exit code ${code}).`);
  await writeFile(stamp, await stampOf(REPOSITORY));
}

/**
 * @param {string} repository
 * @returns {Promise<string>} one hash of the sources and of what was made of them, names and contents
 */
export async function stampOf(repository) {
  const hash = createHash('sha256');
  const configs = (await readdir(repository)).filter((name) => /^tsconfig.*\.json$/.test(name)).sort();
  for (const input of [...INPUTS, ...configs, 'out']) {
    for (const file of await filesUnder(join(repository, input))) {
      const content = await readFile(file);
      hash.update(`${relative(repository, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} the file itself, or all under the folder, sorted; none if it does not exist
 */
async function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && entry.name !== STAMP)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
