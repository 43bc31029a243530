import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import ElectronStore from 'electron-store';
import type { StoreTrouble } from '../../core/domain/failure.ts';
import { done, fail, type Result } from '../../core/domain/result.ts';
import { readText, syncFolder, troubleOf } from './durable-files.ts';
import type { Generation } from './generations.ts';
import { retrying } from './retrying.ts';
import { unseal } from './sealed.ts';

/**
 * Puts a sealed text in the place of a generation that is not the newest. Durable and read back when it answers ok; otherwise the
 * other generation still counts. Failures: store-write-failed, store-changed-outside (another program wrote there meanwhile).
 */
export function writeGeneration(target: Generation, sealed: string): Result<void> {
  try {
    retrying(() => writeThroughStore(target.path, sealed));
    if (isWrittenInPlace()) syncFile(target.path);
    // Read as the next start will: a text too large for that is refused now.
    const read = readText(target.path, target.maximumSize);
    const back = read.kind === 'text' ? read.text : undefined;
    if (back !== sealed) return undo(target, { sealed, trouble: troubleIn(back, sealed) });
    syncFolder(dirname(target.path));
    return done;
  } catch (error) {
    return undo(target, { sealed, trouble: troubleOf(error) });
  }
}

/** Only electron-store's writer is wanted: what the generation held is known, and must not be judged a second time. */
function writeThroughStore(path: string, sealed: string): void {
  const store = new ElectronStore({
    cwd: dirname(path),
    name: basename(path, '.json'),
    clearInvalidConfig: false,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: () => ({}),
    serialize: () => sealed,
  });
  store.store = {};
}

/**
 * Inside a snap, and on Windows after EXDEV, electron-store writes without temporary file and sync. That may tear this generation,
 * never the newest one; what is missing is the sync. Elsewhere a second sync would only cost time.
 */
const isWrittenInPlace = (): boolean => process.platform === 'win32' || process.env['SNAP'] !== undefined;

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A full disk cuts a file without saying so; atomically, electron-store's writer, does not look at the count. */
function troubleIn(back: string | undefined, sealed: string): StoreTrouble {
  return back !== undefined && sealed.startsWith(back) ? 'disk-full' : 'verification';
}

interface Undone {
  readonly sealed: string;
  readonly trouble: StoreTrouble;
}

/** A write that was refused must not come to light later: what it left is removed, unless the place is as it was or another's. */
function undo(target: Generation, { sealed, trouble }: Undone): Result<never> {
  const refused = fail({ code: 'store-write-failed', trouble, changed: 'nothing' });
  const left = readText(target.path, target.maximumSize);
  if (left.kind === 'absent' || (left.kind === 'text' && left.text === target.text)) return refused;
  const isOurs = left.kind === 'text' && left.text === sealed;
  if (left.kind === 'text' && !isOurs && unseal(left.text).kind !== 'damaged') {
    return fail({ code: 'store-changed-outside', what: target.name });
  }
  try {
    retrying(() => rmSync(target.path, { force: true }));
    syncFolder(dirname(target.path));
    return refused;
  } catch {
    // Half a text is taken for damage, and the other generation counts; a whole one stands after all.
    return isOurs ? fail({ code: 'store-write-failed', trouble, changed: 'tidied-at-next-start' }) : refused;
  }
}
