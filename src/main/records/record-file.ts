import { rmSync } from 'node:fs';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { isAbsent, moveAside, syncFolder, troubleOf } from './durable-files.ts';
import { readGenerations, type Generation, type RecordPlace } from './generations.ts';
import { retrying } from './retrying.ts';
import { openBody, seal } from './sealed.ts';
import { writeGeneration } from './write-generation.ts';

export interface RecordSnapshot<T> {
  readonly value: T;
  readonly revision: number;
  /** Name of the other generation's file when it cannot be read: what is here may then be one change old. */
  readonly damagedFile: string | null;
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

  /**
   * Changes nothing on disk. Undefined: there is none. `present`: the names in the folder, which spares looking for them one by
   * one. Failures: store-damaged, store-newer.
   */
  read(present?: ReadonlySet<string>): Result<RecordSnapshot<T> | undefined> {
    const read = readGenerations(this.#place, present);
    if (!read.ok) return read;
    const { newest, other } = read.value;
    if (newest.state.kind === 'absent') return ok(undefined);
    const value = newest.state.kind === 'valid' ? this.#parse(openBody(newest.state.body)) : undefined;
    if (newest.state.kind !== 'valid' || value === undefined) return this.#damaged();
    return ok({
      value,
      revision: newest.state.revision,
      damagedFile: other.state.kind === 'damaged' ? other.file : null,
    });
  }

  /**
   * Durable and read back when it answers ok; after a failure the record is what it was. `expected`: the revision that was read,
   * 0 for none. Failures: store-write-failed, store-changed-outside, store-damaged, store-newer.
   */
  write(value: T, expected: number): Result<void> {
    const read = readGenerations(this.#place);
    if (!read.ok) return read;
    const { newest, other: target } = read.value;
    if (newest.state.kind === 'damaged') return this.#damaged();
    const current = newest.state.kind === 'valid' ? newest.state.revision : 0;
    if (current !== expected) return fail({ code: 'store-changed-outside', what: this.#place.name });
    const aside = this.#aside([target].filter(isDamaged), newest);
    return aside.ok ? writeGeneration(target, seal(value, current + 1)) : aside;
  }

  /**
   * The older generation goes first: a crash in between leaves the newest, never an old state in its place. Damaged bytes are
   * set aside instead. A record that is not there is removed. Failures: store-write-failed, store-newer.
   */
  remove(): Result<void> {
    const read = readGenerations(this.#place);
    if (!read.ok) return read;
    const { newest, other } = read.value;
    const aside = this.#aside([other, newest].filter(isDamaged), newest);
    if (!aside.ok) return aside;
    try {
      for (const each of [other, newest]) if (each.state.kind === 'valid') this.#drop(each);
      return done;
    } catch (error) {
      return refusedNow(error, newest);
    }
  }

  /** Takes the whole record out of the way, whatever it holds: for one that can be made again. Failures: as of remove. */
  setAside(): Result<void> {
    const read = readGenerations(this.#place);
    if (!read.ok) return read;
    const { newest, other } = read.value;
    const present = [other, newest].filter(({ state }) => state.kind !== 'absent');
    return this.#aside(present, newest);
  }

  /** For a record that can be made again: half as much is read from then on. That it stays is no failure. */
  dropOlder(): void {
    const read = readGenerations(this.#place);
    if (!read.ok || read.value.other.state.kind !== 'valid') return;
    try {
      rmSync(read.value.other.path, { force: true });
    } catch {
      // Two generations are as good as one.
    }
  }

  #drop({ path }: Generation): void {
    retrying(() => rmSync(path, { force: true }));
    syncFolder(this.#place.folder);
  }

  #aside(generations: readonly Generation[], newest: Generation): Result<void> {
    try {
      for (const { path } of generations) moveAside(path);
      if (generations.length > 0) syncFolder(this.#place.folder);
      return done;
    } catch (error) {
      return refusedNow(error, newest);
    }
  }

  #damaged(): Result<never> {
    return fail({ code: 'store-damaged', what: this.#place.name });
  }
}

const isDamaged = ({ state }: Generation): boolean => state.kind === 'damaged';

/** The name may be gone although the folder could not be synced: then it is not as if nothing had happened. */
function refusedNow(error: unknown, newest: Generation): Result<never> {
  const isGone = newest.state.kind !== 'absent' && isAbsent(newest.path);
  const changed = isGone ? 'tidied-at-next-start' : 'nothing';
  return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed });
}
