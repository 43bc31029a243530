// Runs with a limit on the size of files: changes a record, or the same content through electron-store alone, and says what it was told.
import ElectronStore from 'electron-store';
import { RecordFile } from '../../src/main/records/record-file.ts';

const [, , how, folder, size] = process.argv;
const text = 'n'.repeat(Number(size));

function withRecord(cwd: string): boolean {
  const file = new RecordFile({ folder: cwd, name: 'record' }, (body) => body as { readonly text: string });
  const read = file.read();
  return file.write({ text }, read.ok && read.value ? read.value.revision : 0).ok;
}

function withStoreAlone(cwd: string): boolean {
  try {
    new ElectronStore<{ text: string }>({ cwd, name: 'alone', clearInvalidConfig: false }).set('text', text);
    return true;
  } catch {
    return false;
  }
}

const said = how === 'record' ? withRecord(folder ?? '') : withStoreAlone(folder ?? '');
process.stdout.write(said ? 'ok' : 'failed');
