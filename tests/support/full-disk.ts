import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordFile } from '../../src/main/records/record-file.ts';
import { bundleEntry, type BundledEntry } from './bundle-entry.ts';

const OLD = { text: 'o'.repeat(6_000) };
/** Larger than every limit tried but the last. */
const NEW_LENGTH = 6_000;
const LIMIT_UNIT = 512;
/** Limits at which a file of that size cannot be written whole, in units of 512 bytes. */
export const LIMITS = Array.from({ length: Math.floor(NEW_LENGTH / LIMIT_UNIT) }, (_, units) => units);

export const bundleDriver = (): Promise<BundledEntry> =>
  bundleEntry('tests/support/full-disk-driver.ts', {
    alias: { electron: join(import.meta.dirname, 'electron-stub.ts') },
    inline: ['electron-store'],
  });

const recordIn = (folder: string) =>
  new RecordFile({ folder, name: 'record' }, (body) => body as { readonly text: string });

/** `sh` counts file sizes in 512 bytes; a write over the limit is cut, and the next one refused, as on a disk that fills up. */
function limited(
  driver: string,
  how: 'record' | 'alone',
  { folder, units }: { folder: string; units: number },
): string {
  const script = `trap '' XFSZ; ulimit -f ${units}; exec "$0" "$@"`;
  const run = spawnSync('sh', ['-c', script, process.execPath, driver, how, folder, String(NEW_LENGTH)], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return run.stdout;
}

/** What went wrong when a record was changed under the limit; undefined when the old content stands and the failure was told. */
export function tryRecord(driver: string, folder: string, units: number): string | undefined {
  const file = recordIn(folder);
  const before = file.read();
  if (before.ok && !before.value) file.write(OLD, 0);
  const said = limited(driver, 'record', { folder, units });
  const read = file.read();
  if (said !== 'failed') return `limit ${units}: said "${said}"`;
  if (!read.ok || read.value?.value.text !== OLD.text) return `limit ${units}: old content lost`;
  return undefined;
}

/** The same with electron-store alone: told of success while the content is gone. */
export function tryStoreAlone(driver: string, folder: string, units: number): 'destroyed' | 'kept' {
  const path = join(folder, 'alone.json');
  writeFileSync(path, JSON.stringify(OLD));
  const said = limited(driver, 'alone', { folder, units });
  return said === 'ok' && !readFileSync(path, 'utf8').endsWith('}') ? 'destroyed' : 'kept';
}
