import type { SecretTerms } from '../../domain/directory-api/tenant-request.ts';
import type { ApplicationId, SecretId } from '../../domain/identifiers.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { hintOf } from '../../domain/secret-value.ts';
import { begin, forgetAll, noted, stopped, type Progress } from './progress.ts';
import { withStep, type CreationRecord } from './creation-record.ts';
import { checkVaultOpen } from '../vault-open.ts';
import { candidates, deleteSecret } from '../lost-secret.ts';

/**
 * The secret and its way into the keychain are two steps on record and one in fact: the value is in one answer only and is kept
 * nowhere in between. So one whose value did not get into the keychain is deleted, and another is made.
 */
export async function makeSecret(progress: Progress): Promise<Result<CreationRecord>> {
  const { record } = progress;
  const { consumer, applicationId: id } = record;
  if (consumer.kind === 'existing' || !consumer.terms || id === null)
    return fail({ code: 'creation-unknown', id: record.id });
  const asked = { id, terms: consumer.terms };
  if (record.secret) {
    const kept = await isKept(progress);
    if (!kept.ok) return kept;
    if (kept.value) return noted(progress.desk, withStep(record, 'keychain'));
  }
  const cleared = await clear(progress, asked);
  return cleared.ok ? issue({ ...progress, record: cleared.value }, asked) : cleared;
}

interface Asked {
  readonly id: ApplicationId;
  readonly terms: SecretTerms;
}

/** A keychain that cannot be read is a failure, and never "not there". */
async function isKept({ desk, record }: Progress): Promise<Result<boolean>> {
  if (!record.secret) return ok(false);
  const value = await desk.vault.read(record.secret.id);
  if (!value.ok) return value;
  return ok(value.value !== undefined && hintOf(value.value) === record.secret.hint);
}

/** Deletes what earlier tries have left. The application was made here, so that what is new in it and as asked for is ours. */
async function clear({ desk, record }: Progress, { id, terms }: Asked): Promise<Result<CreationRecord>> {
  if (record.secretsBefore === null) return ok(record);
  const application = await desk.tenant.read(id);
  if (!application.ok) return application;
  const lost = candidates(application.value.secrets, { terms, before: record.secretsBefore }).map((each) => each.id);
  const gone: readonly SecretId[] = [...new Set([...lost, ...(record.secret ? [record.secret.id] : [])])];
  if (gone.length === 0 && record.begun !== 'unknown') return ok(record);
  // On record first: the keychain may get the value of one of them as late as it likes.
  const giving = await noted(desk, {
    ...record,
    ...{ secret: null, begun: 'unknown', finished: record.finished.filter((step) => step !== 'secret') },
    forgetting: [...new Set([...record.forgetting, ...gone])],
  });
  if (!giving.ok) return giving;
  for (const each of gone) {
    const deleted = await deleteSecret(desk.tenant, id, each);
    if (!deleted.ok) return deleted;
  }
  const forgotten = await forgetAll(desk, giving.value);
  return forgotten.ok ? noted(desk, { ...giving.value, begun: null }) : forgotten;
}

async function issue(progress: Progress, { id, terms }: Asked): Promise<Result<CreationRecord>> {
  const { desk, record } = progress;
  const open = await checkVaultOpen(desk.vault, record.id);
  if (!open.ok) return stopped(progress, open.failure);
  const application = await desk.tenant.read(id);
  if (!application.ok) return stopped(progress, application.failure);
  // As it was at first: one that arrives late is then still seen to be ours.
  const secretsBefore = record.secretsBefore ?? application.value.secrets.map((each) => each.id);
  const begun = await begin(progress, { secretsBefore });
  if (!begun.ok) return stopped(progress, begun.failure);
  const told = await desk.tenant.issue(id, terms);
  if (!told.ok) {
    if (told.failure.code === 'secret-value-lost') return told;
    return stopped(progress, told.failure, begun.value);
  }
  const { secret, value } = told.value;
  const made = { ...begun.value, secret: { id: secret.id, hint: hintOf(value) } };
  const issued = await noted(desk, { ...withStep(made, 'secret'), begun: 'unknown' });
  if (!issued.ok) return issued;
  const kept = await desk.vault.keep(secret.id, value);
  return kept.ok ? noted(desk, withStep(issued.value, 'keychain')) : kept;
}
