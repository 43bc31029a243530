import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureFolder, readText, syncFolder } from '../records/durable-files.ts';
import { retrying } from '../records/retrying.ts';

/** Whole or not at all, for this user only: a certificate is no secret, but nobody else has a say in what it is. Throws. */
export function writePublicFile(path: string, text: string): void {
  ensureFolder(dirname(path));
  const half = `${path}.tmp`;
  rmSync(half, { force: true });
  const handle = openSync(half, 'wx', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const back = readText(half, text.length + 1);
  // A full disk cuts a file without saying so.
  if (back.kind !== 'text' || back.text !== text) {
    rmSync(half, { force: true });
    throw Object.assign(new Error('The file was cut.'), { code: 'ENOSPC' });
  }
  retrying(() => renameSync(half, path));
  syncFolder(dirname(path));
}
