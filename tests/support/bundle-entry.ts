import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BundledEntry {
  /** The JavaScript a plain Node process can run. */
  readonly path: string;
  remove(): void;
}

interface BundleOptions {
  /** Imports to replace, by name: the absolute path of the module taken instead. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Packages whose own imports an alias must reach. */
  readonly inline?: readonly string[];
}

/**
 * Turns a TypeScript entry into JavaScript for a child process. `entry`: relative to the repository. The result lies below
 * node_modules, so that the packages it imports are found.
 */
export async function bundleEntry(entry: string, options: BundleOptions = {}): Promise<BundledEntry> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'bundled-'));
  const name = basename(entry, '.ts');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { ...options.alias } },
    ssr: { noExternal: [...(options.inline ?? [])] },
    build: {
      ssr: join(root, entry),
      outDir,
      target: 'node20.18',
      // Named .mjs: below node_modules no package.json says that it is a module, and Node 20.18 does not find out by itself.
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, format: 'es' } },
    },
  });
  return { path: join(outDir, `${name}.mjs`), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
