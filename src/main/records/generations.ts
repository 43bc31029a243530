import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { isAbsent, readText } from './durable-files.ts';
import { unseal, type Unsealed } from './sealed.ts';

export interface RecordPlace {
  readonly folder: string;
  /** File name without its ending; the record is `<name>.a.json` and `<name>.b.json`. */
  readonly name: string;
  /** Bytes. A larger file in the record's place is not ours and is not read into memory. */
  readonly maximumSize?: number;
}

/** No record but the index comes near. */
const MAXIMUM_SIZE = 16 * 1024 * 1024;

export interface Generation {
  /** Of the record. */
  readonly name: string;
  readonly path: string;
  /** File name with its ending. */
  readonly file: string;
  /** As it was found; undefined when it could not be read. */
  readonly text: string | undefined;
  readonly state: Unsealed | { readonly kind: 'absent' };
  /** Bytes; more is not read. */
  readonly maximumSize: number;
}

export interface Generations {
  readonly newest: Generation;
  readonly other: Generation;
}

/** Both generations, ranked. `present`: the names in the folder, where they are known anyway. Failure: store-newer. */
export function readGenerations(place: RecordPlace, present?: ReadonlySet<string>): Result<Generations> {
  const a = readGeneration(place, `${place.name}.a.json`, present);
  const b = readGeneration(place, `${place.name}.b.json`, present);
  for (const { state } of [a, b]) {
    if (state.kind === 'newer') return fail({ code: 'store-newer', format: state.format });
  }
  return ok(rank(a) >= rank(b) ? { newest: a, other: b } : { newest: b, other: a });
}

function readGeneration(place: RecordPlace, file: string, present?: ReadonlySet<string>): Generation {
  const path = join(place.folder, file);
  const maximumSize = place.maximumSize ?? MAXIMUM_SIZE;
  const absent: Generation = { name: place.name, path, file, maximumSize, text: undefined, state: { kind: 'absent' } };
  if (present ? !present.has(file) : isAbsent(path)) return absent;
  const read = readText(path, maximumSize);
  if (read.kind === 'absent') return absent;
  if (read.kind === 'unreadable') return { ...absent, state: { kind: 'damaged' } };
  return { ...absent, text: read.text, state: unseal(read.text) };
}

/** Valid before damaged before absent: what is damaged must not be taken for "nothing there". */
function rank({ state }: Generation): number {
  if (state.kind === 'valid') return state.revision;
  return state.kind === 'damaged' ? 0 : -1;
}
