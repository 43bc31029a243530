import * as v from 'valibot';
import { applicationId, isUuid, secretId } from '../../../core/domain/identifiers.ts';
import type { Intent, IntentJournal } from '../../../core/use-cases/ports.ts';
import type { ParseBody } from '../../records/record-file.ts';
import { secretTerms } from '../../records/terms-schema.ts';
import type { NoticeBoard } from './notices.ts';
import { RecordJournal } from './record-journal.ts';

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

/** One small record for each thing under way, in `<folder>/intents`. */
export function openIntentJournal(folder: string, notices: NoticeBoard): IntentJournal {
  const what = 'Unfinished change';
  const journal = new RecordJournal({ above: folder, name: 'intents', what, parse: parseIntent, notices });
  return {
    add: (intended) => journal.add(intended),
    settle: (id) => journal.drop(id),
    pending: () => journal.all(),
  };
}
