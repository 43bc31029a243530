import { join } from 'node:path';
import { labelOf, type Application } from '../../../core/domain/application.ts';
import { applicationId, isUuid, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { ensureFolder, isAbsent } from '../../records/durable-files.ts';
import { RecordFile, type RecordSnapshot } from '../../records/record-file.ts';
import { parseApplicationRecord, type ApplicationRecord } from './application-record.ts';
import type { NoticeBoard } from './notices.ts';
import { tidyAndList, type RecordNames } from './record-names.ts';

interface Parts {
  /** Absolute; the records are in `applications` below it. */
  readonly folder: string;
  readonly profileId: string;
  readonly notices: NoticeBoard;
}

const FOLDER = 'applications';

interface Known {
  /** What a person calls the application, where that is known. */
  readonly label?: string | undefined;
  /** Of the folder, when it was just listed. */
  readonly files?: ReadonlySet<string>;
}

/** The record files of all applications. Whatever is odd about one is posted as a notice. */
export class ApplicationRecords {
  readonly #parts: Parts;
  readonly #folder: string;

  /** Throws when the folder cannot be made. */
  constructor(parts: Parts) {
    this.#parts = parts;
    this.#folder = join(parts.folder, FOLDER);
    ensureFolder(this.#folder);
  }

  /** Throws when the folder cannot be read. */
  names(): RecordNames {
    return tidyAndList(this.#folder);
  }

  /** Undefined: there is none. Failures: store-damaged, store-newer. */
  read(id: ApplicationId, { label = id, files }: Known = {}): Result<RecordSnapshot<Application> | undefined> {
    if (!isUuid(id)) return ok(undefined);
    const read = this.#fileOf(id).read(files);
    if (!read.ok) {
      const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
      this.#parts.notices.post({ kind, what: label, savedAs: this.#savedAs(id) });
      return read;
    }
    if (!read.value) return ok(undefined);
    const { value, revision, damagedFile } = read.value;
    if (damagedFile !== null) {
      const what = labelOf(value.application);
      this.#parts.notices.post({ kind: 'older-copy-used', what, savedAs: `${FOLDER}/${damagedFile}` });
    }
    return ok({ value: value.application, revision, damagedFile });
  }

  write(application: Application, revision: number): Result<void> {
    return this.#fileOf(application.id).write({ profileId: this.#parts.profileId, application }, revision);
  }

  remove(id: ApplicationId): Result<void> {
    return this.#fileOf(id).remove();
  }

  #fileOf(id: ApplicationId): RecordFile<ApplicationRecord> {
    return new RecordFile({ folder: this.#folder, name: id }, parseApplicationRecord(id));
  }

  #savedAs(id: ApplicationId): string {
    const file = isAbsent(join(this.#folder, `${id}.b.json`)) ? `${id}.a.json` : `${id}.b.json`;
    return `${FOLDER}/${file}`;
  }
}

/** The profile id any readable application's record holds; undefined without records. Failure: store-damaged (none can be read). */
export function profileIdInRecords(folder: string): Result<string | undefined> {
  const records = join(folder, FOLDER);
  if (isAbsent(records)) return ok(undefined);
  const { ids, files } = tidyAndList(records);
  for (const name of ids) {
    const record = new RecordFile({ folder: records, name }, parseApplicationRecord(applicationId(name))).read(files);
    if (record.ok && record.value) return ok(record.value.value.profileId);
  }
  return ids.size === 0 ? ok(undefined) : fail({ code: 'store-damaged', what: 'profile' });
}
