import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { ok, type Result } from '../../core/domain/result.ts';
import type { PickedFile } from '../../core/use-cases/tenant-ports.ts';
import { readPicked } from './read-picked.ts';

export type FileKind = 'p12' | 'authority';

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
