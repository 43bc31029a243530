import { fileURLToPath } from 'node:url';
import { bundleEntry, type BundledEntry } from '../bundle-entry.ts';

const INLINED = [
  'ajv',
  'ajv-formats',
  'atomically',
  'conf',
  'debounce-fn',
  'dot-prop',
  'electron-store',
  'env-paths',
  'fast-deep-equal',
  'fast-uri',
  'json-schema-traverse',
  'json-schema-typed',
  'mimic-function',
  'semver',
  'stubborn-fs',
  'stubborn-utils',
  'uint8array-extras',
  'valibot',
  'when-exit',
];

/** The driver as JavaScript for a plain Node process; Electron is not needed for what it does. */
export const bundleDriver = (entry = 'tests/support/crash/driver.ts'): Promise<BundledEntry> =>
  bundleEntry(entry, {
    alias: { electron: fileURLToPath(new URL('../electron-stub.ts', import.meta.url)) },
    // With all it needs in one file it starts twice as fast, and it is started hundreds of times.
    inline: INLINED,
  });
