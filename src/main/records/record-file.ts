import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { readText, syncFolder, troubleOf } from './durable-files.ts';
import { seal, unseal, type Unsealed } from './sealed.ts';

export interface RecordPlace {
  readonly folder: string;
  /** File name without its ending; the record is `<name>.a.json` and `<name>.b.json`. */
  readonly name: string;
}

export interface RecordSnapshot<T> {
  readonly value: T;
  readonly revision: number;
  /** The other generation cannot be read; what is here may be one change old. */
  readonly afterDamage: boolean;
}

interface Generation {
  readonly path: string;
  readonly file: string;
  readonly state: Unsealed | { readonly kind: 'absent' };
}

/** Tells a body's shape; undefined for one that is not of this kind. */
export type ParseBody<T> = (body: unknown) => T | undefined;

/**
 * One record in two alternating generations. electron-store writes them and may, when a disk fills up, replace a good file by a
 * short one and report success; so a write goes to the older generation only, is read back, and the newest valid one counts.
 */
export class RecordFile<T> {
  readonly #place: RecordPlace;
  readonly #parse: ParseBody<T>;

  constructor(place: RecordPlace, parse: ParseBody<T>) {
    this.#place = place;
    this.#parse = parse;
  }

  /** Changes nothing on disk. Undefined: there is none. Failures: store-damaged, store-newer. */
  read(): Result<RecordSnapshot<T> | undefined> {
    const read = this.#generations();
    if (!read.ok) return read;
    const { newest, other } = read.value;
    if (newest.state.kind === 'absent') return ok(undefined);
    const value = newest.state.kind === 'valid' ? this.#parse(newest.state.body) : undefined;
    if (newest.state.kind !== 'valid' || value === undefined) return this.#damaged();
    return ok({ value, revision: newest.state.revision, afterDamage: other.state.kind === 'damaged' });
  }

  /**
   * Durable and read back when it answers ok; after a failure the record is what it was. `expected`: the revision that was read,
   * 0 for none. Failures: store-write-failed, store-changed-outside, store-damaged, store-newer.
   */
  write(value: T, expected: number): Result<void> {
    const read = this.#generations();
    if (!read.ok) return read;
    const { newest, other: target } = read.value;
    const current = newest.state.kind === 'valid' ? newest.state.revision : 0;
    if (newest.state.kind === 'damaged') return this.#damaged();
    if (current !== expected) return fail({ code: 'store-changed-outside', what: this.#place.name });
    try {
      if (target.state.kind === 'damaged') setAside(target.path);
      this.#put(target, seal(value, current + 1));
      return done;
    } catch (error) {
      return this.#undoWrite(target, error);
    }
  }

  /** The older generation goes first: a crash in between leaves the newest, never an old state in its place. */
  remove(): Result<void> {
    const read = this.#generations();
    if (!read.ok) return read;
    try {
      for (const { path } of [read.value.other, read.value.newest]) {
        rmSync(path, { force: true });
        syncFolder(this.#place.folder);
      }
      return done;
    } catch (error) {
      return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
    }
  }

  #put(target: Generation, sealed: string): void {
    const { folder } = this.#place;
    // Only its writer is wanted: what the generation held is known, and must not be judged a second time.
    const store = new ElectronStore({
      cwd: folder,
      name: target.file,
      clearInvalidConfig: false,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      deserialize: () => ({}),
      serialize: () => sealed,
    });
    store.store = {};
    const back = readText(target.path);
    if (back.kind !== 'text' || back.text !== sealed) throw new ShortWrite(back.kind === 'text' ? back.text.length : 0);
    syncFolder(folder);
  }

  #undoWrite(target: Generation, error: unknown): Result<never> {
    const trouble = error instanceof ShortWrite ? 'disk-full' : troubleOf(error);
    try {
      rmSync(target.path, { force: true });
      syncFolder(this.#place.folder);
    } catch {
      // What is left there has no valid checksum, or is refused by the next read; the other generation still counts.
    }
    return fail({ code: 'store-write-failed', trouble, changed: 'nothing' });
  }

  #generations(): Result<{ readonly newest: Generation; readonly other: Generation }> {
    const a = this.#generation('a');
    const b = this.#generation('b');
    for (const { state } of [a, b]) {
      if (state.kind === 'newer') return fail({ code: 'store-newer', format: state.format });
    }
    return ok(rank(a) >= rank(b) ? { newest: a, other: b } : { newest: b, other: a });
  }

  #generation(letter: 'a' | 'b'): Generation {
    const file = `${this.#place.name}.${letter}`;
    const path = join(this.#place.folder, `${file}.json`);
    const read = readText(path);
    if (read.kind === 'absent') return { path, file, state: read };
    if (read.kind === 'unreadable') return { path, file, state: { kind: 'damaged' } };
    return { path, file, state: unseal(read.text) };
  }

  #damaged(): Result<never> {
    return fail({ code: 'store-damaged', what: this.#place.name });
  }
}

class ShortWrite extends Error {
  constructor(length: number) {
    super(`Read back ${length} characters that differ from what was written.`);
  }
}

/** Valid before damaged before absent: what is damaged must not be taken for "nothing there". */
function rank({ state }: Generation): number {
  if (state.kind === 'valid') return state.revision;
  return state.kind === 'damaged' ? 0 : -1;
}

/** Damaged bytes are kept under another name; they may be all there is for a person to look at. */
function setAside(path: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  renameSync(path, `${path}.damaged-${stamp}`);
}
