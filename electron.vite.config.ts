import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

// Targets are set by hand: electron-vite derives them from the version of the installed npm package, but the
// same build must also run on the oldest runtime we test (Electron 33: Node 20.18, Chromium 130).
const NODE_FLOOR = 'node20.18';
const CHROMIUM_FLOOR = 'chrome130';

export default defineConfig({
  main: {
    build: {
      // In one file with what it needs: reading a hundred small ones takes three times as long, just before the first list.
      externalizeDeps: { exclude: ['electron-store'] },
      target: NODE_FLOOR,
      minify: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          'keychain-helper': 'src/main/vault/keychain-helper.ts',
          'p12-helper': 'src/main/client-certificate/p12-helper.ts',
          'tenant-server': 'src/main/tenant-server/tenant-server-process.ts',
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_FLOOR,
      // A sandboxed preload must be one self-contained CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte()],
    build: {
      target: CHROMIUM_FLOOR,
      minify: true,
      modulePreload: { polyfill: false },
      // UI5's base is one large module; the bench reports what is loaded at start.
      chunkSizeWarningLimit: 1_500,
      rolldownOptions: { input: 'src/renderer/index.html', checks: { bundlerTimings: false } },
    },
  },
});
