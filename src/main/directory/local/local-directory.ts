import { labelOf, summaryOf, type Application, type ApplicationSummary } from '../../../core/domain/application.ts';
import { applicationId, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Directory } from '../../../core/use-cases/ports.ts';
import { troubleOf } from '../../records/durable-files.ts';
import type { RecordSnapshot } from '../../records/record-file.ts';
import { ApplicationIndex } from './application-index.ts';
import { ApplicationRecords } from './application-records.ts';
import { IndexFile } from './index-file.ts';
import type { NoticeBoard } from './notices.ts';
import type { RecordNames } from './record-names.ts';

export interface LocalDirectoryParts {
  /** Absolute; holds `applications/` and the index. */
  readonly folder: string;
  readonly profileId: string;
  readonly notices: NoticeBoard;
}

export interface LocalDirectory extends Directory {
  /** Compares the index with the files there are, and reads the records when they differ. True: the list has changed. */
  inspect(): boolean;
  /** Writes the index. */
  close(): void;
}

/**
 * One electron-store record an application; look-ups from memory. Every answer of a write is durable, and a whole change runs
 * without a pause, so that no other of this process comes between. Failure: store-write-failed (folder not usable).
 */
export function openLocalDirectory(parts: LocalDirectoryParts): Result<LocalDirectory> {
  try {
    return ok(new RecordDirectory(parts));
  } catch (error) {
    return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
  }
}

class RecordDirectory implements LocalDirectory {
  readonly #parts: LocalDirectoryParts;
  readonly #records: ApplicationRecords;
  readonly #indexFile: IndexFile;
  readonly #unreadable = new Set<ApplicationId>();
  #index: ApplicationIndex;

  constructor(parts: LocalDirectoryParts) {
    this.#parts = parts;
    this.#records = new ApplicationRecords(parts);
    this.#indexFile = new IndexFile(parts.folder);
    const listed = this.#indexFile.read();
    this.#index = new ApplicationIndex(listed?.applications ?? []);
    if (listed) this.#retry(listed.unreadable);
    else this.#rebuild(this.#records.names(), this.#indexFile.expected());
  }

  list(): Promise<Result<readonly ApplicationSummary[]>> {
    return Promise.resolve(ok(this.#index.all()));
  }

  dependentsOf(provider: ApplicationId): Promise<Result<readonly ApplicationSummary[]>> {
    return Promise.resolve(ok(this.#index.dependentsOf(provider)));
  }

  read(id: ApplicationId): Promise<Result<Application>> {
    const record = this.#readRecord(id);
    return Promise.resolve(record.ok ? ok(record.value.value) : record);
  }

  create(application: Application): Promise<Result<Application>> {
    const { id } = application;
    if (this.#index.has(id)) return Promise.resolve(fail({ code: 'application-exists', id }));
    return this.#writing(() => this.#put(application, 0));
  }

  change(id: ApplicationId, change: (current: Application) => Result<Application>): Promise<Result<Application>> {
    return this.#writing(() => {
      const current = this.#readRecord(id);
      if (!current.ok) return current;
      const changed = change(current.value.value);
      return changed.ok ? this.#put(changed.value, current.value.revision) : changed;
    });
  }

  remove(id: ApplicationId): Promise<Result<void>> {
    const current = this.#readRecord(id);
    if (!current.ok) return Promise.resolve(current);
    return this.#writing(() => {
      const removed = this.#records.remove(id);
      if (removed.ok) this.#index.delete(id);
      else this.#lookAgain(id);
      return removed;
    }, id);
  }

  inspect(): boolean {
    const names = this.#namesIfReadable();
    if (!names) return false;
    const differs = names.ids.size !== this.#index.size + this.#unreadable.size || this.#missesAny(names.ids);
    if (differs) {
      this.#indexFile.distrust();
      const vanished = this.#rebuild(names, this.#index.all());
      if (vanished === 0 && this.#unreadable.size === 0)
        this.#parts.notices.post({ kind: 'index-rebuilt', what: String(names.ids.size), savedAs: null });
    }
    // After a crash the records have been read; the next start, which may follow another crash, need not do so again.
    this.close();
    return differs;
  }

  close(): void {
    const { profileId } = this.#parts;
    this.#indexFile.settle({ profileId, applications: this.#index.all(), unreadable: [...this.#unreadable] });
  }

  /** Without them nothing can be compared; every record that is asked for will say for itself that it cannot be read. */
  #namesIfReadable(): RecordNames | undefined {
    try {
      return this.#records.names();
    } catch {
      return undefined;
    }
  }

  #missesAny(ids: ReadonlySet<string>): boolean {
    return [...ids].some((id) => !this.#index.has(applicationId(id)) && !this.#unreadable.has(applicationId(id)));
  }

  #readRecord(id: ApplicationId): Result<RecordSnapshot<Application>> {
    const known = this.#index.get(id);
    const read = this.#records.read(id, { label: known && labelOf(known) });
    if (!read.ok) return read;
    if (read.value) return ok(read.value);
    if (known) this.#lose([known]);
    return fail({ code: 'application-unknown', id });
  }

  /** Makes the index say what the files say, where that is not certain. */
  #lookAgain(id: ApplicationId): void {
    const read = this.#records.read(id);
    if (read.ok) this.#unreadable.delete(id);
    else this.#unreadable.add(id);
    if (read.ok && read.value) this.#index.put(summaryOf(read.value.value));
    else this.#index.delete(id);
  }

  /** They may have been mended, and a notice is due at every start as long as they are not. */
  #retry(unreadable: readonly ApplicationId[]): void {
    for (const id of unreadable) this.#lookAgain(id);
    if (this.#unreadable.size !== unreadable.length) this.#indexFile.distrust();
  }

  /** The truth: after a crash, a damaged index, or files that came and went by themselves. Answers how many are gone. */
  #rebuild({ ids, files }: RecordNames, expected: readonly ApplicationSummary[]): number {
    const labels = new Map(expected.map((summary) => [summary.id, labelOf(summary)]));
    this.#unreadable.clear();
    const summaries: ApplicationSummary[] = [];
    for (const id of [...ids].map(applicationId)) {
      const record = this.#records.read(id, { label: labels.get(id), files });
      if (!record.ok) this.#unreadable.add(id);
      else if (record.value) summaries.push(summaryOf(record.value.value));
    }
    this.#index = new ApplicationIndex(summaries);
    const gone = expected.filter(({ id }) => !ids.has(id));
    this.#lose(gone);
    return gone.length;
  }

  #lose(gone: readonly ApplicationSummary[]): void {
    const [first] = gone;
    if (!first) return;
    this.#indexFile.distrust();
    for (const { id } of gone) this.#index.delete(id);
    const what = gone.length === 1 ? labelOf(first) : `${gone.length} applications`;
    this.#parts.notices.post({ kind: 'records-vanished', what, savedAs: null });
  }

  /** The mark first, so that a crash anywhere behind it makes the next start read the records. */
  #writing<T>(write: () => Result<T>, removing?: ApplicationId): Promise<Result<T>> {
    const marked = this.#indexFile.doubt(removing);
    return Promise.resolve(marked.ok ? write() : marked);
  }

  #put(application: Application, revision: number): Result<Application> {
    const written = this.#records.write(application, revision);
    if (written.ok) this.#index.put(summaryOf(application));
    else this.#lookAgain(application.id);
    return written.ok ? ok(application) : written;
  }
}
