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
export function openLocalDirectory({ folder, profileId, notices }: LocalDirectoryParts): LocalDirectory {
  const applications = join(folder, 'applications');
  ensureFolder(applications);
  const indexFile = new IndexFile(folder);
  const listed = indexFile.read();
  let index = new ApplicationIndex(listed ? listed.applications : []);
  if (!listed) rebuild();

  function recordOf(id: ApplicationId): RecordFile<ApplicationRecord> {
    return new RecordFile({ folder: applications, name: id }, parseApplicationRecord);
  }

  function readRecord(id: ApplicationId): Result<RecordSnapshot<ApplicationRecord>> {
    if (!isUuid(id)) return fail({ code: 'application-unknown', id });
    const read = recordOf(id).read();
    if (!read.ok) {
      notices.post({ kind: read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable', what: id });
      return read;
    }
    if (!read.value) return fail({ code: 'application-unknown', id });
    if (read.value.afterDamage) notices.post({ kind: 'older-copy-used', what: id });
    return ok(read.value);
  }

  /** From the records themselves: after a crash, a damaged index, or files that came and went by themselves. */
  function rebuild(): void {
    const summaries: ApplicationSummary[] = [];
    const names = tidyAndList(applications);
    for (const id of names) {
      const record = readRecord(id);
      if (record.ok) summaries.push(summaryOf(record.value.value.application));
    }
    const gone = (indexFile.last()?.applications ?? []).filter(({ id }) => !names.has(id)).length;
    if (gone > 0 && names.size === 0) notices.post({ kind: 'records-vanished', what: `${gone} applications` });
    index = new ApplicationIndex(summaries);
  }

  /** The mark first, so that a crash anywhere behind it makes the next start read the records. */
  function writing<T>(write: () => Result<T>): Promise<Result<T>> {
    const marked = indexFile.doubt();
    return Promise.resolve(marked.ok ? write() : marked);
  }

  function put(application: Application, revision: number): Result<Application> {
    const written = recordOf(application.id).write({ profileId, application }, revision);
    if (!written.ok) return written;
    index.put(summaryOf(application));
    return ok(application);
  }

  return {
    list: () => Promise.resolve(ok(index.all())),
    dependentsOf: (provider) => Promise.resolve(ok(index.dependentsOf(provider))),
    read: (id) => {
      const record = readRecord(id);
      return Promise.resolve(record.ok ? ok(record.value.value.application) : record);
    },
    create: (application) =>
      writing(() => {
        const created = put(application, 0);
        return created.ok ? done : created;
      }),
    change: (id, change) =>
      writing(() => {
        const current = readRecord(id);
        if (!current.ok) return current;
        const changed = change(current.value.value.application);
        return changed.ok ? put(changed.value, current.value.revision) : changed;
      }),
    remove: (id) =>
      writing(() => {
        const current = readRecord(id);
        if (!current.ok) return current;
        const removed = recordOf(id).remove();
        if (removed.ok) index.delete(id);
        return removed;
      }),
    inspect: () => {
      const names = tidyAndList(applications);
      if (names.size === index.size && [...names].every((id) => index.has(id))) return false;
      notices.post({ kind: 'index-rebuilt', what: String(names.size) });
      rebuild();
      return true;
    },
    close: () => indexFile.settle({ profileId, applications: index.all() }),
  };
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
