// @ts-check
// The product's modules for plain Node, and profiles full of applications.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { repository } from './app.mjs';

/** @typedef {typeof import('./product.ts')} Product */

/**
 * Bundles what `product.ts` names and loads it.
 *
 * @template T
 * @param {(product: Product) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withProduct(run) {
  const cache = join(repository, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  // Below node_modules, so that the packages left out of the bundle are found.
  const outDir = mkdtempSync(join(cache, 'bench-'));
  try {
    await build({
      root: repository,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { electron: join(repository, 'tests/support/electron-stub.ts') } },
      // Only a package inside the bundle sees the stub instead of Electron.
      ssr: { noExternal: ['electron-store'] },
      build: {
        ssr: join(import.meta.dirname, 'product.ts'),
        outDir,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'product.mjs', format: 'es' } },
      },
    });
    const loaded = await import(pathToFileURL(join(outDir, 'product.mjs')).href);
    return await run(/** @type {Product} */ (loaded));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
