import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { PickedFile } from '../../core/use-cases/tenant-ports.ts';

export type FileKind = 'p12' | 'authority';

const FILE_MAXIMUM_BYTES = 64 * 1024;

const CHOICES: Record<FileKind, { readonly title: string; readonly filters: FileFilter[] }> = {
  p12: {
    title: 'Certificate to Sign In With',
    filters: [{ name: 'Certificate with its key', extensions: ['p12', 'pfx'] }],
  },
  authority: {
    title: 'Certificate of the Authority',
    filters: [{ name: 'Certificate', extensions: ['pem', 'crt', 'cer', 'der'] }],
  },
};

/** By the system's dialog; undefined when the person chose none. Failures: file-too-large, file-unreadable. */
export async function pickFile(
  parent: BrowserWindow | undefined,
  kind: FileKind,
): Promise<Result<PickedFile | undefined>> {
  const options = { ...CHOICES[kind], properties: ['openFile' as const] };
  const { filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
  const [path] = filePaths;
  return path === undefined ? ok(undefined) : readPicked(path);
}

/** Opened without waiting, so that a pipe cannot hold it up, and judged by what was opened. */
export function readPicked(path: string): Result<PickedFile> {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = fstatSync(descriptor);
      if (!facts.isFile()) return fail({ code: 'file-unreadable' });
      if (facts.size > FILE_MAXIMUM_BYTES) return fail({ code: 'file-too-large', limit: FILE_MAXIMUM_BYTES });
      const content = Buffer.alloc(facts.size);
      const length = readSync(descriptor, content, 0, facts.size, 0);
      return ok({ name: basename(path), content: content.subarray(0, length) });
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return fail({ code: 'file-unreadable' });
  }
}
