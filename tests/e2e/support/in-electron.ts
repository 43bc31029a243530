import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BundledEntry } from '../../support/bundle-entry.ts';
import { electronBinary } from './launch.ts';

interface Start {
  readonly env: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
}

/** Runs an entry as Electron's main process and reads what it writes at its end. */
export async function inElectron({ path }: BundledEntry, { env, args = [] }: Start): Promise<unknown> {
  // Electron starts a folder.
  const manifest = { name: basename(path, '.mjs'), type: 'module', main: basename(path) };
  writeFileSync(join(dirname(path), 'package.json'), JSON.stringify(manifest));
  const { DISPLAY, XAUTHORITY } = process.env;
  const all = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args, dirname(path)];
  const { stdout } = await promisify(execFile)(electronBinary(), all, {
    env: { DISPLAY, XAUTHORITY, ...env },
    timeout: 60_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
