import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

// A file of another kind is not served: the build makes none, and a type guessed wrong can turn data into script.
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

interface BundleFile {
  /** Absolute path on this machine. */
  readonly path: string;
  readonly type: string;
}

/** What may be asked for, by exact path with a leading slash. */
export type BundleFiles = ReadonlyMap<string, BundleFile>;

/**
 * Everything the build left in `folder`. A request is looked up here and nowhere else, so there is no path to normalise
 * and nothing to climb out of. Links are left out.
 */
export function listBundleFiles(folder: string): BundleFiles {
  const files = new Map<string, BundleFile>();
  const visit = (from: string, address: string) => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const path = join(from, entry.name);
      const type = TYPES[extname(entry.name)];
      if (entry.isDirectory()) visit(path, `${address}${entry.name}/`);
      else if (entry.isFile() && type !== undefined) files.set(address + entry.name, { path, type });
    }
  };
  visit(folder, '/');
  return files;
}
