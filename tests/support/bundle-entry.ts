import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BundledEntry {
  /** The JavaScript a plain Node process can run. */
  readonly path: string;
}

interface BundleOptions {
  /** Imports to replace, by name: the absolute path of the module taken instead. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Packages whose own imports an alias must reach. */
  readonly inline?: readonly string[];
}

/**
 * Turns a TypeScript entry into JavaScript for a child process, once for all test files of a run; the run's end removes it.
 * `entry`: relative to the repository.
 */
export async function bundleEntry(entry: string, options: BundleOptions = {}): Promise<BundledEntry> {
  const folder = inject('bundles');
  const key = createHash('sha256')
    .update(JSON.stringify([entry, options]))
    .digest('hex');
  const made = join(folder, key);
  // Named .mjs: below node_modules no package.json says that it is a module, and Node 20.18 does not find out by itself.
  const name = `${basename(entry, '.ts')}.mjs`;
  if (!existsSync(made)) {
    const outDir = mkdtempSync(join(folder, 'unfinished-'));
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
        rolldownOptions: { output: { entryFileNames: name, format: 'es' } },
      },
    });
    // Asked for twice at once, the first one counts.
    if (!existsSync(made)) renameSync(outDir, made);
  }
  return { path: join(made, name) };
}
