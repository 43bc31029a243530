import { join } from 'node:path';
import * as v from 'valibot';
import { CREATION_STEPS } from '../../core/domain/creation.ts';
import { applicationId, clientId, isUuid, secretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { CreationRecord } from '../../core/use-cases/remote-creation/creation-record.ts';
import type { CreationJournal } from '../../core/use-cases/remote-creation/ports.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { tidyAndList } from '../directory/local/record-names.ts';
import { ensureFolder, isAbsent, troubleOf } from '../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';
import { secretTerms } from '../records/terms-schema.ts';

const uuid = v.pipe(v.string(), v.check(isUuid));
// Ids that a tenant has given may have any form.
const application = v.pipe(v.string(), v.transform(applicationId));
const secret = v.pipe(v.string(), v.transform(secretId));

const record: v.GenericSchema<unknown, CreationRecord> = v.object({
  id: uuid,
  at: v.string(),
  dependency: v.object({
    ...{ name: v.string(), apiName: v.string(), providerId: application },
    providerClientId: v.pipe(v.string(), v.transform(clientId)),
  }),
  provider: v.string(),
  consumer: v.variant('kind', [
    v.object({
      ...{ kind: v.literal('new'), chosenId: application, displayName: v.string(), description: v.string() },
      ...{ terms: v.nullable(secretTerms), namedBefore: v.nullable(v.array(application)) },
    }),
    v.object({ kind: v.literal('existing'), id: application, label: v.string(), addsGrant: v.boolean() }),
  ]),
  applicationId: v.nullable(application),
  finished: v.array(v.picklist(CREATION_STEPS)),
  begun: v.nullable(v.picklist(['unknown', 'failed'])),
  sentAt: v.optional(v.nullable(v.string()), null),
  secretsBefore: v.nullable(v.array(secret)),
  secret: v.nullable(v.object({ id: secret, hint: v.string() })),
  forgetting: v.array(secret),
  undoing: v.boolean(),
  told: v.optional(v.boolean(), false),
});

const parseRecord: ParseBody<CreationRecord> = (body) => {
  const parsed = v.safeParse(record, body);
  return parsed.success ? parsed.output : undefined;
};

const FOLDER = 'creations';

/** One record for each creation that has not come to its end, in `<folder>/creations`; `folder`: of one tenant. */
export function openCreationJournal(folder: string, notices: NoticeBoard): CreationJournal {
  return new RecordsOfCreations(join(folder, FOLDER), notices);
}

class RecordsOfCreations implements CreationJournal {
  readonly #folder: string;
  readonly #notices: NoticeBoard;

  constructor(folder: string, notices: NoticeBoard) {
    this.#folder = folder;
    this.#notices = notices;
  }

  write(written: CreationRecord): Promise<Result<void>> {
    try {
      ensureFolder(this.#folder);
    } catch (error) {
      return Promise.resolve(fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' }));
    }
    const file = this.#fileOf(written.id);
    const before = file.read();
    return Promise.resolve(before.ok ? file.write(written, before.value?.revision ?? 0) : before);
  }

  drop(id: string): Promise<Result<void>> {
    return Promise.resolve(isUuid(id) ? this.#fileOf(id).remove() : done);
  }

  all(): Promise<Result<readonly CreationRecord[]>> {
    if (isAbsent(this.#folder)) return Promise.resolve(ok([]));
    try {
      const { ids, files } = tidyAndList(this.#folder);
      const found = [...ids].flatMap((id) => this.#read(id, files) ?? []);
      return Promise.resolve(ok(found.toSorted((a, b) => (a.at < b.at ? -1 : 1))));
    } catch {
      return Promise.resolve(fail({ code: 'store-damaged', what: FOLDER }));
    }
  }

  /** One that cannot be read stays, and a person is told: something may be left in the tenant that nobody names any more. */
  #read(id: string, files: ReadonlySet<string>): CreationRecord | undefined {
    const read = this.#fileOf(id).read(files);
    if (read.ok) return read.value?.value;
    const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
    const name = files.has(`${id}.b.json`) ? `${id}.b.json` : `${id}.a.json`;
    this.#notices.post({ kind, what: 'Unfinished creation', savedAs: `${FOLDER}/${name}` });
    return undefined;
  }

  #fileOf(id: string): RecordFile<CreationRecord> {
    return new RecordFile({ folder: this.#folder, name: id }, parseRecord);
  }
}
