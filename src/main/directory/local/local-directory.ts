import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { summaryOf, type Application, type ApplicationSummary } from '../../../core/domain/application.ts';
import { applicationId, isUuid, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Directory } from '../../../core/use-cases/ports.ts';
import { ensureFolder } from '../../records/durable-files.ts';
import { RecordFile, type RecordSnapshot } from '../../records/record-file.ts';
import { ApplicationIndex } from './application-index.ts';
import { parseApplicationRecord, type ApplicationRecord } from './application-record.ts';
import { IndexFile } from './index-file.ts';
import type { NoticeBoard } from './notices.ts';

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

/** One electron-store record an application; look-ups from memory. Every answer of a write is durable. */
export function openLocalDirectory(parts: LocalDirectoryParts): LocalDirectory {
  ensureFolder(join(parts.folder, 'applications'));
  return new RecordDirectory(parts);
}

class RecordDirectory implements LocalDirectory {
  readonly #profileId: string;
  readonly #notices: NoticeBoard;
  readonly #applications: string;
  readonly #indexFile: IndexFile;
  #index: ApplicationIndex;

  constructor({ folder, profileId, notices }: LocalDirectoryParts) {
    this.#profileId = profileId;
    this.#notices = notices;
    this.#applications = join(folder, 'applications');
    this.#indexFile = new IndexFile(folder);
    const listed = this.#indexFile.read();
    this.#index = listed ? new ApplicationIndex(listed.applications) : this.#fromRecords();
  }

  list(): Promise<Result<readonly ApplicationSummary[]>> {
    return Promise.resolve(ok(this.#index.all()));
  }

  dependentsOf(provider: ApplicationId): Promise<Result<readonly ApplicationSummary[]>> {
    return Promise.resolve(ok(this.#index.dependentsOf(provider)));
  }

  read(id: ApplicationId): Promise<Result<Application>> {
    const record = this.#readRecord(id);
    return Promise.resolve(record.ok ? ok(record.value.value.application) : record);
  }

  create(application: Application): Promise<Result<void>> {
    return this.#writing(() => {
      const created = this.#put(application, 0);
      return created.ok ? done : created;
    });
  }

  change(id: ApplicationId, change: (current: Application) => Result<Application>): Promise<Result<Application>> {
    return this.#writing(() => {
      const current = this.#readRecord(id);
      if (!current.ok) return current;
      const changed = change(current.value.value.application);
      return changed.ok ? this.#put(changed.value, current.value.revision) : changed;
    });
  }

  remove(id: ApplicationId): Promise<Result<void>> {
    return this.#writing(() => {
      const current = this.#readRecord(id);
      if (!current.ok) return current;
      const removed = this.#recordOf(id).remove();
      if (removed.ok) this.#index.delete(id);
      return removed;
    });
  }

  inspect(): boolean {
    const names = tidyAndList(this.#applications);
    if (names.size === this.#index.size && [...names].every((id) => this.#index.has(id))) return false;
    const known = this.#index.size;
    this.#index = this.#fromRecords();
    if (this.#index.size === known) return false;
    this.#notices.post({ kind: 'index-rebuilt', what: String(names.size) });
    return true;
  }

  close(): void {
    this.#indexFile.settle({ profileId: this.#profileId, applications: this.#index.all() });
  }

  #recordOf(id: ApplicationId): RecordFile<ApplicationRecord> {
    return new RecordFile({ folder: this.#applications, name: id }, parseApplicationRecord);
  }

  #readRecord(id: ApplicationId): Result<RecordSnapshot<ApplicationRecord>> {
    if (!isUuid(id)) return fail({ code: 'application-unknown', id });
    const read = this.#recordOf(id).read();
    if (!read.ok) {
      const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
      this.#notices.post({ kind, what: id });
      return read;
    }
    if (!read.value) return fail({ code: 'application-unknown', id });
    if (read.value.afterDamage) this.#notices.post({ kind: 'older-copy-used', what: id });
    return ok(read.value);
  }

  /** The truth: after a crash, a damaged index, or files that came and went by themselves. */
  #fromRecords(): ApplicationIndex {
    const names = tidyAndList(this.#applications);
    const summaries = [...names].flatMap((id) => {
      const record = this.#readRecord(id);
      return record.ok ? summaryOf(record.value.value.application) : [];
    });
    const gone = (this.#indexFile.last()?.applications ?? []).filter(({ id }) => !names.has(id)).length;
    if (gone > 0 && names.size === 0) this.#notices.post({ kind: 'records-vanished', what: `${gone} applications` });
    return new ApplicationIndex(summaries);
  }

  /** The mark first, so that a crash anywhere behind it makes the next start read the records. */
  #writing<T>(write: () => Result<T>): Promise<Result<T>> {
    const marked = this.#indexFile.doubt();
    return Promise.resolve(marked.ok ? write() : marked);
  }

  #put(application: Application, revision: number): Result<Application> {
    const written = this.#recordOf(application.id).write({ profileId: this.#profileId, application }, revision);
    if (!written.ok) return written;
    this.#index.put(summaryOf(application));
    return ok(application);
  }
}

const RECORD = /^([0-9a-f-]{36})\.[ab]\.json$/;

/** The ids that have record files. What a killed write left (complete copies, too) is removed: it was never acknowledged. */
export function tidyAndList(folder: string): ReadonlySet<ApplicationId> {
  const ids = new Set<ApplicationId>();
  for (const name of readdirSync(folder)) {
    const id = RECORD.exec(name)?.[1];
    if (id !== undefined) ids.add(applicationId(id));
    else if (name.includes('.json.tmp-')) rmSync(join(folder, name), { force: true });
  }
  return ids;
}
