import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordFile } from '../../src/main/records/record-file.ts';
import type { Damage } from './damage.ts';

interface Body {
  readonly text: string;
}

const parse = (body: unknown): Body | undefined =>
  typeof body === 'object' && body !== null && 'text' in body ? (body as Body) : undefined;

export const FIRST: Body = { text: 'first, with ünïcödé' };
export const SECOND: Body = { text: 'second, the newest' };

export const fileIn = (folder: string) => new RecordFile<Body>({ folder, name: 'record' }, parse);

/** A record written twice: generation b holds the first, a the second. */
export function twoGenerations(folder: string): RecordFile<Body> {
  const file = fileIn(folder);
  file.write(FIRST, 0);
  file.write(SECOND, 1);
  return file;
}

export const newestPath = (folder: string): string => join(folder, 'record.a.json');

/** What a damaged newest generation led to; undefined when all that must hold does. */
export function tryDamage({ what, spoil }: Damage): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-damage-'));
  try {
    const file = twoGenerations(folder);
    const path = newestPath(folder);
    spoil(path);
    const found = bytesOf(path);
    const read = file.read();
    if (!read.ok) return `${what}: not read at all, ${read.failure.code}`;
    if (read.value === undefined) return `${what}: shown as empty`;
    if (read.value.value.text !== FIRST.text || read.value.damagedFile === null) return `${what}: damage not noticed`;
    if (bytesOf(path) !== found) return `${what}: reading changed the file`;
    const written = file.write({ text: 'third' }, read.value.revision);
    if (!written.ok) return `${what}: not writable, ${written.failure.code}`;
    const kept = readdirSync(folder).filter((name) => name.includes('.damaged-'));
    if (kept.length !== 1 || bytesOf(join(folder, kept[0]!)) !== found) return `${what}: damaged bytes not kept`;
    const after = file.read();
    return after.ok && after.value?.value.text === 'third' ? undefined : `${what}: third not read back`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both generations spoilt the same way: never empty, never overwritten. */
export function tryTotalDamage({ what, spoil }: Damage): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-damage-'));
  try {
    const file = twoGenerations(folder);
    const paths = ['a', 'b'].map((letter) => join(folder, `record.${letter}.json`));
    for (const path of paths) spoil(path);
    const found = paths.map(bytesOf);
    const read = file.read();
    if (read.ok) return `${what}: read as ${read.value === undefined ? 'empty' : 'valid'}`;
    const written = file.write(FIRST, 0);
    if (written.ok) return `${what}: overwritten`;
    return paths.every((path, index) => bytesOf(path) === found[index]) ? undefined : `${what}: bytes changed`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesOf(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) return 'not a file';
  return readFileSync(path).toString('base64');
}
