import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { applicationId, isUuid, secretId } from '../../../core/domain/identifiers.ts';
import { done, ok, type Result } from '../../../core/domain/result.ts';
import type { Intent, IntentJournal } from '../../../core/use-cases/ports.ts';
import { ensureFolder } from '../../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../../records/record-file.ts';

const uuid = v.pipe(v.string(), v.check(isUuid));
const secret = v.pipe(uuid, v.transform(secretId));
const stamped = { id: uuid, at: v.string(), applicationId: v.pipe(uuid, v.transform(applicationId)) };
const intent: v.GenericSchema<unknown, Intent> = v.variant('kind', [
  v.object({ ...stamped, kind: v.picklist(['create-application', 'create-secret']), secretId: secret }),
  v.object({ ...stamped, kind: v.picklist(['remove-application', 'remove-secret']), secretIds: v.array(secret) }),
]);

const parseIntent: ParseBody<Intent> = (body) => {
  const parsed = v.safeParse(intent, body);
  return parsed.success ? parsed.output : undefined;
};

const INTENT = /^([0-9a-f-]{36})\.[ab]\.json$/;

/** One small record for each thing under way, in `<folder>/intents`. */
export function openIntentJournal(folder: string): IntentJournal {
  const intents = join(folder, 'intents');
  ensureFolder(intents);
  const fileOf = (id: string) => new RecordFile({ folder: intents, name: id }, parseIntent);
  return {
    add: (added) => Promise.resolve(fileOf(added.id).write(added, 0)),
    settle: (id) => Promise.resolve(isUuid(id) ? fileOf(id).remove() : done),
    pending: () => Promise.resolve(pending(intents, fileOf)),
  };
}

function pending(folder: string, fileOf: (id: string) => RecordFile<Intent>): Result<readonly Intent[]> {
  const found: Intent[] = [];
  for (const name of readdirSync(folder)) {
    if (name.includes('.json.tmp-')) rmSync(join(folder, name), { force: true });
    const id = INTENT.exec(name)?.[1];
    if (id === undefined) continue;
    const read = fileOf(id).read();
    // An intent that was cut while it was written was never acted upon: nothing happens before it is durable.
    if (read.ok && read.value) found.push(read.value.value);
  }
  return ok(found.sort((a, b) => (a.at < b.at ? -1 : 1)));
}
