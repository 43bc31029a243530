import { join } from 'node:path';
import { isUuid } from '../../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../../core/domain/result.ts';
import { ensureFolder, isAbsent, troubleOf } from '../../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../../records/record-file.ts';
import type { NoticeBoard } from './notices.ts';
import { tidyAndList } from './record-names.ts';

interface Entry {
  /** A UUID. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

interface Parts<E extends Entry> {
  /** Where its folder lies. */
  readonly above: string;
  /** Of its folder. */
  readonly name: string;
  /** What an entry is called when it cannot be read. */
  readonly what: string;
  readonly parse: ParseBody<E>;
  readonly notices: NoticeBoard;
}

export interface FoundEntries<E> {
  /** Oldest first. */
  readonly entries: readonly E[];
  /** Ids of those that are there and cannot be read. */
  readonly unreadable: readonly string[];
}

/** One small record for each thing under way, in a folder of their own. */
export class RecordJournal<E extends Entry> {
  readonly #folder: string;
  readonly #parts: Parts<E>;

  constructor(parts: Parts<E>) {
    this.#folder = join(parts.above, parts.name);
    this.#parts = parts;
  }

  add(entry: E): Promise<Result<void>> {
    return this.#write(entry, () => ok(0));
  }

  /** In the place of the one that has its id, if there is one. */
  put(entry: E): Promise<Result<void>> {
    return this.#write(entry, (file) => {
      const before = file.read();
      return before.ok ? ok(before.value?.revision ?? 0) : before;
    });
  }

  drop(id: string): Promise<Result<void>> {
    return Promise.resolve(isUuid(id) ? this.#fileOf(id).remove() : done);
  }

  /** Oldest first; without those that cannot be read. */
  async all(): Promise<Result<readonly E[]>> {
    const found = await this.found();
    return found.ok ? ok(found.value.entries) : found;
  }

  /** Failure: store-damaged, when the folder cannot be listed. */
  found(): Promise<Result<FoundEntries<E>>> {
    if (isAbsent(this.#folder)) return Promise.resolve(ok({ entries: [], unreadable: [] }));
    try {
      const { ids, files } = tidyAndList(this.#folder);
      const read = [...ids].map((id) => ({ id, entry: this.#read(id, files) }));
      const entries = read.flatMap(({ entry }) => (entry.ok ? (entry.value ?? []) : []));
      const unreadable = read.filter(({ entry }) => !entry.ok).map(({ id }) => id);
      return Promise.resolve(ok({ entries: entries.toSorted((a, b) => (a.at < b.at ? -1 : 1)), unreadable }));
    } catch {
      return Promise.resolve(fail({ code: 'store-damaged', what: this.#parts.name }));
    }
  }

  #write(entry: E, revisionOf: (file: RecordFile<E>) => Result<number>): Promise<Result<void>> {
    try {
      ensureFolder(this.#folder);
    } catch (error) {
      return Promise.resolve(fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' }));
    }
    const file = this.#fileOf(entry.id);
    const revision = revisionOf(file);
    return Promise.resolve(revision.ok ? file.write(entry, revision.value) : revision);
  }

  /**
   * Nothing can be done about one that cannot be read, and the others must not wait for it: it stays, and a person is told, for
   * something may be left that nobody names any more.
   */
  #read(id: string, files: ReadonlySet<string>): Result<E | undefined> {
    const read = this.#fileOf(id).read(files);
    if (read.ok) return ok(read.value?.value);
    const { name, what, notices } = this.#parts;
    const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
    const file = files.has(`${id}.b.json`) ? `${id}.b.json` : `${id}.a.json`;
    notices.post({ kind, what, savedAs: `${name}/${file}` });
    return read;
  }

  #fileOf(id: string): RecordFile<E> {
    return new RecordFile({ folder: this.#folder, name: id }, this.#parts.parse);
  }
}
