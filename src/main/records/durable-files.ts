import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import type { StoreTrouble } from '../../core/domain/failure.ts';
import { codeOf, retrying } from './retrying.ts';

const TROUBLES: Readonly<Record<string, StoreTrouble>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EBUSY: 'not-permitted',
  EROFS: 'read-only',
};

/** By the error's code; its text is for people who debug. */
export const troubleOf = (error: unknown): StoreTrouble => TROUBLES[codeOf(error)] ?? 'other';

/** Makes a folder, and what is missing above it, for this user only; durable in its parent. Throws. */
export function ensureFolder(folder: string): void {
  const topmost = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (topmost === undefined) return;
  for (let made = folder; made.length >= topmost.length; made = dirname(made)) syncFolder(dirname(made));
}

/** A new name, or a name gone, survives a power loss only once its folder is synced. Windows cannot and need not. Throws. */
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

/** A pipe would hold up whoever opens it, and a link may lead anywhere; where a system lacks a flag it counts as nothing. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Whether nothing at all has this name: a link that leads nowhere has it. Half as dear as finding out by failing to read. */
export function isAbsent(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

/** A regular file's text. A folder, pipe or link in its place, or a file over `maximum` bytes, is unreadable. */
export function readText(path: string, maximum: number): FileText {
  try {
    return retrying(() => readRegular(path, maximum), ['EBUSY']);
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' ? 'absent' : 'unreadable' };
  }
}

function readRegular(path: string, maximum: number): FileText {
  const handle = openSync(path, READ_WITHOUT_WAITING);
  try {
    const found = fstatSync(handle);
    if (!found.isFile() || found.size > maximum) return { kind: 'unreadable' };
    return { kind: 'text', text: readFileSync(handle, 'utf8') };
  } finally {
    closeSync(handle);
  }
}

/**
 * Damaged bytes are kept under another name, which is the answer; they may be all there is for a person to look at. Nothing is
 * ever overwritten. Throws.
 */
export function moveAside(path: string): string {
  const stamped = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  let free = stamped;
  for (let count = 2; existsSync(free); count += 1) free = `${stamped}-${count}`;
  retrying(() => renameSync(path, free));
  return basename(free);
}
