import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreTrouble } from '../../core/domain/failure.ts';

/** Nothing we write comes near; a larger file in a record's place is not ours and must not be read into memory. */
const SIZE_MAXIMUM = 512 * 1024 * 1024;

const TROUBLES: Readonly<Record<string, StoreTrouble>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EBUSY: 'not-permitted',
  EROFS: 'read-only',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** By the error's code; its text is for people who debug. */
export const troubleOf = (error: unknown): StoreTrouble => TROUBLES[codeOf(error)] ?? 'other';

/** Makes a folder for this user only, durable in its parent. */
export function ensureFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(folder));
}

/** A new name, or a name gone, survives a power loss only once its folder is synced. Windows cannot and need not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export type FileText =
  { readonly kind: 'absent' } | { readonly kind: 'unreadable' } | { readonly kind: 'text'; readonly text: string };

/** A regular file's text; a folder, pipe, link or huge file in its place is unreadable, and never opened (a pipe would hang). */
export function readText(path: string): FileText {
  try {
    const found = lstatSync(path);
    if (!found.isFile() || found.size > SIZE_MAXIMUM) return { kind: 'unreadable' };
    return { kind: 'text', text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' ? 'absent' : 'unreadable' };
  }
}
