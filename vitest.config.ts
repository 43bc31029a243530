import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

// Outside Electron the npm package `electron` would look for its binary as soon as it is imported (electron-store does).
const electronStub = fileURLToPath(new URL('./tests/support/electron-stub.ts', import.meta.url));
const withoutElectron = { alias: { electron: electronStub } };
// These put something in the place of a module of Node, which must not have been used before, nor be used after.
const replacesModules = [
  'src/main/outgoing/public-addresses.test.ts',
  'src/main/tenants/tenant-addresses.test.ts',
  'src/main/records/{faulty-disk,power-loss}.test.ts',
  'src/main/tenant/administrator-faults.test.ts',
  'tests/unit/setup/electron.test.ts',
];
// Of the renderer, what draws nothing: it needs neither a document nor UI5, whose modules take half a second for each file.
const drawsNothing = [
  'src/renderer/src/failure-text/*.test.ts',
  'src/renderer/src/state/!(settings).test.ts',
  'src/renderer/src/**/*-words.test.ts',
  'src/renderer/src/features/check/json-lines.test.ts',
  'src/renderer/src/features/provided-apis/api-form.test.ts',
  'src/renderer/src/features/wizard/{,remote-}wizard.test.ts',
  'src/renderer/src/ui/column.test.ts',
];
// electron-store must go through Vite for the alias to reach it.
const inlined = { deps: { inline: ['electron-store'] } };
const realTimeAgain = 'tests/support/real-time-again.ts';
// No test measures time: these only end one that hangs, on a machine that is busy with others.
const patience = { testTimeout: 20_000, hookTimeout: 20_000, expect: { poll: { timeout: 10_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          environment: 'node',
          include: ['src/{core,shared}/**/*.test.ts'],
          // What knows no platform and keeps nothing leaves nothing for the next file: the modules are made once.
          isolate: false,
          setupFiles: [realTimeAgain],
          ...patience,
        },
      },
      {
        resolve: withoutElectron,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/main/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          exclude: replacesModules,
          server: inlined,
          isolate: false,
          setupFiles: [realTimeAgain],
          ...patience,
        },
      },
      {
        resolve: withoutElectron,
        test: {
          name: 'replaced',
          environment: 'node',
          include: replacesModules,
          server: inlined,
          ...patience,
        },
      },
      {
        plugins: [svelte(), svelteTesting({ autoCleanup: false })],
        test: {
          name: 'renderer-state',
          environment: 'node',
          include: drawsNothing,
          isolate: false,
          setupFiles: [realTimeAgain],
          ...patience,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.ts'],
          exclude: drawsNothing,
          setupFiles: [realTimeAgain, 'tests/support/renderer-setup.ts'],
          // A page's modules are made when it is first shown: seconds on a machine that is busy with other tests.
          ...patience,
        },
      },
      {
        resolve: withoutElectron,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/bundle-folder.ts'],
          server: inlined,
          fileParallelism: false,
          isolate: false,
          setupFiles: [realTimeAgain],
          ...patience,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/bundle-folder.ts'],
          // One clipboard and one keyring for each display and session.
          fileParallelism: false,
          // No file replaces a module, and Playwright takes a second to be made.
          isolate: false,
          setupFiles: [realTimeAgain],
          ...patience,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        resolve: withoutElectron,
        test: {
          name: 'campaign',
          environment: 'node',
          include: ['tests/campaign/**/*.test.ts'],
          globalSetup: ['tests/support/bundle-folder.ts'],
          server: inlined,
          fileParallelism: false,
          testTimeout: 30 * 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
