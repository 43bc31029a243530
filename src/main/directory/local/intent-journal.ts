import { join } from 'node:path';
import * as v from 'valibot';
import { applicationId, isUuid, secretId } from '../../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Intent, IntentJournal } from '../../../core/use-cases/ports.ts';
import { ensureFolder, isAbsent, troubleOf } from '../../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../../records/record-file.ts';
import { secretTerms } from '../../records/terms-schema.ts';
import type { NoticeBoard } from './notices.ts';
import { tidyAndList } from './record-names.ts';

const uuid = v.pipe(v.string(), v.check(isUuid));
const secret = v.pipe(uuid, v.transform(secretId));
const stamped = { id: uuid, at: v.string(), applicationId: v.pipe(uuid, v.transform(applicationId)) };
// Ids that a tenant elsewhere has given may have any form.
const anySecret = v.pipe(v.string(), v.transform(secretId));
const intent: v.GenericSchema<unknown, Intent> = v.variant('kind', [
  v.object({ ...stamped, kind: v.picklist(['create-application', 'create-secret']), secretId: secret }),
  v.object({
    ...{ ...stamped, kind: v.literal('issue-secret'), applicationId: v.pipe(v.string(), v.transform(applicationId)) },
    ...{ terms: secretTerms, before: v.array(anySecret), secretId: v.nullable(anySecret) },
  }),
  v.object({ ...stamped, kind: v.picklist(['remove-application', 'remove-secret']), secretIds: v.array(secret) }),
]);

const parseIntent: ParseBody<Intent> = (body) => {
  const parsed = v.safeParse(intent, body);
  return parsed.success ? parsed.output : undefined;
};

const FOLDER = 'intents';

/** One small record for each thing under way, in `<folder>/intents`. */
export function openIntentJournal(folder: string, notices: NoticeBoard): IntentJournal {
  return new RecordJournal(join(folder, FOLDER), notices);
}

class RecordJournal implements IntentJournal {
  readonly #folder: string;
  readonly #notices: NoticeBoard;

  constructor(folder: string, notices: NoticeBoard) {
    this.#folder = folder;
    this.#notices = notices;
  }

  add(added: Intent): Promise<Result<void>> {
    try {
      ensureFolder(this.#folder);
    } catch (error) {
      return Promise.resolve(fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' }));
    }
    return Promise.resolve(this.#fileOf(added.id).write(added, 0));
  }

  settle(id: string): Promise<Result<void>> {
    return Promise.resolve(isUuid(id) ? this.#fileOf(id).remove() : done);
  }

  pending(): Promise<Result<readonly Intent[]>> {
    if (isAbsent(this.#folder)) return Promise.resolve(ok([]));
    try {
      const { ids, files } = tidyAndList(this.#folder);
      const found = [...ids].flatMap((id) => this.#read(id, files) ?? []);
      return Promise.resolve(ok(found.toSorted((a, b) => (a.at < b.at ? -1 : 1))));
    } catch {
      return Promise.resolve(fail({ code: 'store-damaged', what: FOLDER }));
    }
  }

  /**
   * Nothing can be done about an intent that cannot be read, and the others must not wait for it: it stays, and a person is told,
   * for a secret may be left in the keychain that no application knows.
   */
  #read(id: string, files: ReadonlySet<string>): Intent | undefined {
    const read = this.#fileOf(id).read(files);
    if (read.ok) return read.value?.value;
    const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
    this.#notices.post({ kind, what: 'Unfinished change', savedAs: `${FOLDER}/${this.#nameIn(id, files)}` });
    return undefined;
  }

  #nameIn(id: string, files: ReadonlySet<string>): string {
    return files.has(`${id}.b.json`) ? `${id}.b.json` : `${id}.a.json`;
  }

  #fileOf(id: string): RecordFile<Intent> {
    return new RecordFile({ folder: this.#folder, name: id }, parseIntent);
  }
}
