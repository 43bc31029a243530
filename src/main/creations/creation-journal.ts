import * as v from 'valibot';
import { CREATION_STEPS } from '../../core/domain/creation.ts';
import { applicationId, clientId, isUuid, secretId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { CreationRecord } from '../../core/use-cases/remote-creation/creation-record.ts';
import type { CreationJournal } from '../../core/use-cases/remote-creation/ports.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { RecordJournal, type FoundEntries } from '../directory/local/record-journal.ts';
import type { ParseBody } from '../records/record-file.ts';
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

interface OpenCreationJournal extends CreationJournal {
  /** With those that cannot be read, too: something of them may be left in the tenant. Failure: store-damaged. */
  found(): Promise<Result<FoundEntries<CreationRecord>>>;
}

/** One record for each creation that has not come to its end, in `<folder>/creations`; `folder`: of one tenant. */
export function openCreationJournal(folder: string, notices: NoticeBoard): OpenCreationJournal {
  const what = 'Unfinished creation';
  const journal = new RecordJournal({ above: folder, name: 'creations', what, parse: parseRecord, notices });
  return {
    write: (written) => journal.put(written),
    drop: (id) => journal.drop(id),
    all: () => journal.all(),
    found: () => journal.found(),
  };
}
