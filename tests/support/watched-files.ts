import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** One call that changes files, or makes a change durable; `open` also stands for reading. */
export type FileCall =
  | { readonly verb: 'open' | 'sync' | 'remove'; readonly path: string; readonly writing: boolean }
  | { readonly verb: 'write'; readonly path: string; readonly text: string }
  | { readonly verb: 'rename'; readonly path: string; readonly to: string };

/** What becomes of a call instead: an error's code, or for a write the number of characters that are taken. */
type Fault = string | number | undefined;

export interface WatchedFiles {
  readonly calls: FileCall[];
  /** Asked before each call; undefined lets it through. */
  fault: (call: FileCall) => Fault;
}

/**
 * Puts an eye on the file calls of this process. To be called before what is watched is imported: electron-store's writer takes
 * the functions it finds when it is loaded. One test file is one process, so nothing needs to be put back.
 */
export function watchFiles(): WatchedFiles {
  const watched: WatchedFiles = { calls: [], fault: () => undefined };
  const paths = new Map<number, string>();
  const { openSync, closeSync, writeSync, fsyncSync, renameSync, rmSync } = fs;

  const pass = (call: FileCall): number | undefined => {
    const fault = watched.fault(call);
    if (typeof fault === 'string') throw Object.assign(new Error(`${fault}, as the test wishes`), { code: fault });
    watched.calls.push(call);
    return fault;
  };
  const pathOf = (handle: number) => paths.get(handle) ?? '';

  fs.openSync = (path, flags, mode) => {
    pass({ verb: 'open', path: String(path), writing: flags === 'w' || flags === 'a' });
    const handle = openSync(path, flags, mode);
    paths.set(handle, String(path));
    return handle;
  };
  fs.closeSync = (handle) => {
    paths.delete(handle);
    closeSync(handle);
  };
  fs.writeSync = ((handle: number, text: string) => {
    const taken = pass({ verb: 'write', path: pathOf(handle), text });
    return writeSync(handle, text.slice(0, taken));
  }) as typeof fs.writeSync;
  fs.fsyncSync = (handle) => {
    pass({ verb: 'sync', path: pathOf(handle), writing: false });
    fsyncSync(handle);
  };
  fs.renameSync = (from, to) => {
    pass({ verb: 'rename', path: String(from), to: String(to) });
    renameSync(from, to);
  };
  fs.rmSync = (path, options) => {
    pass({ verb: 'remove', path: String(path), writing: false });
    rmSync(path, options);
  };
  syncBuiltinESMExports();
  return watched;
}
