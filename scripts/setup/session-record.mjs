// @ts-check
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SESSION_PREFIX = 'trust-desk-session-';
export const SESSION_RECORD = 'session.json';

/**
 * @typedef {object} VirtualDisplay
 * @property {string} DISPLAY
 * @property {string} XAUTHORITY path of the file with its cookie
 */

/**
 * The virtual displays of this user that are there now, the newest first.
 *
 * @returns {VirtualDisplay[]}
 */
export function runningDisplays() {
  const folders = [...new Set([tmpdir(), '/tmp'])].flatMap((base) =>
    readdirSync(base)
      .filter((name) => name.startsWith(SESSION_PREFIX))
      .map((name) => join(base, name)),
  );
  return folders
    .flatMap((folder) => readRecord(folder))
    .sort((a, b) => b.since - a.since)
    .map(({ display }) => display);
}

/** @param {string} folder */
function readRecord(folder) {
  try {
    const file = join(folder, SESSION_RECORD);
    const { uid, mtimeMs } = statSync(file);
    // The folder for temporary files is everybody's: trust our own records only.
    if (uid !== process.getuid?.()) return [];
    const { host, DISPLAY, XAUTHORITY } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(host, 0);
    return [{ since: mtimeMs, display: { DISPLAY, XAUTHORITY } }];
  } catch {
    return [];
  }
}
