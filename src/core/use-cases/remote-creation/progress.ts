import type { ApiDependency, Dependency } from '../../domain/dependency.ts';
import type { PatchOperationShape } from '../../domain/directory-api/wire.ts';
import type { Failure, RemoteWrite } from '../../domain/failure.ts';
import { done, fail, ok, type Result } from '../../domain/result.ts';
import type { CreationRecord } from './creation-record.ts';
import type { CreationDesk } from './ports.ts';

/** `operations`: those that were shown; undefined when it is taken up again, and decided on what is there now. */
export interface Progress {
  readonly desk: CreationDesk;
  readonly record: CreationRecord;
  readonly operations?: readonly PatchOperationShape[];
}

/** Whether what failed may have happened all the same. */
export const isUncertain = (failure: Failure): boolean =>
  failure.code === 'tenant-outcome-unknown' ||
  failure.code === 'creation-not-ours' ||
  failure.code === 'tenant-kept-otherwise' ||
  (failure.code === 'list-changed-meanwhile' && failure.written);

/**
 * Notes how a step stopped. `progress`: from before the step; `record`: as it was written for it. What may have happened in an
 * earlier try is not undone by a refusal of this one, nor was it sent any later for it. A creation of which there certainly is nothing leaves no record.
 */
export async function stopped(
  { desk, record: before }: Progress,
  failure: Failure,
  record: CreationRecord = before,
): Promise<Result<never>> {
  if (isUncertain(failure)) return fail(failure);
  // Where this is not written, "may have happened" stays on record, which leads to a look at the tenant: the safe side.
  if (before.begun === 'unknown') await desk.creations.write(before);
  else if (record.finished.length === 0) await desk.creations.drop(record.id);
  else await desk.creations.write({ ...record, begun: 'failed' });
  return fail(failure);
}

export const begin = (
  { desk, record }: Progress,
  known: Partial<CreationRecord> = {},
): Promise<Result<CreationRecord>> =>
  noted(desk, { ...record, ...known, begun: 'unknown', sentAt: desk.clock.now().toISOString() });

/** Longer than a tenant works on a request whose answer something on the way gave up. */
const UNDER_WAY_MS = 60_000;

/** Whether it says anything that nothing of what was sent is to be seen. Failure: tenant-outcome-unknown. */
export function checkArrived({ clock }: CreationDesk, { sentAt }: CreationRecord, what: RemoteWrite): Result<void> {
  const since = sentAt === null ? UNDER_WAY_MS : clock.now().getTime() - Date.parse(sentAt);
  return since < UNDER_WAY_MS ? fail({ code: 'tenant-outcome-unknown', what, reply: null }) : done;
}

/**
 * The clock may have been set back since: how long ago it was sent, nobody can tell then. So it counts as sent now, on record, and
 * a minute from now is enough, however wrong the clock was.
 */
export async function sentInThePast(desk: CreationDesk, record: CreationRecord): Promise<Result<CreationRecord>> {
  const now = desk.clock.now();
  const isAhead = record.sentAt !== null && Date.parse(record.sentAt) > now.getTime();
  return isAhead ? noted(desk, { ...record, sentAt: now.toISOString() }) : ok(record);
}

export async function noted({ creations }: CreationDesk, record: CreationRecord): Promise<Result<CreationRecord>> {
  const written = await creations.write(record);
  return written.ok ? ok(record) : written;
}

export const isAsWritten = (there: Dependency | undefined, wanted: ApiDependency): boolean =>
  there?.providerId === wanted.providerId && there.apiName === wanted.apiName;

export const consumerOf = ({ consumer, applicationId }: CreationRecord) =>
  consumer.kind === 'existing' ? consumer.id : applicationId;

/** A keychain that fell silent may have kept the value of a secret that was given up. */
export async function forgetAll({ vault }: CreationDesk, { forgetting }: CreationRecord): Promise<Result<void>> {
  for (const id of forgetting) {
    const forgotten = await vault.forget(id);
    if (!forgotten.ok) return forgotten;
  }
  return done;
}
