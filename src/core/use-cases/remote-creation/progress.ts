import type { ApiDependency, Dependency } from '../../domain/dependency.ts';
import type { PatchOperationShape } from '../../domain/directory-api/wire.ts';
import type { Failure } from '../../domain/failure.ts';
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
  failure.code === 'tenant-kept-otherwise' ||
  (failure.code === 'list-changed-meanwhile' && failure.written);

/**
 * Notes how a step stopped. `progress`: from before the step; `record`: as it was written for it. What may have happened in an
 * earlier try is not undone by a refusal of this one. A creation of which there certainly is nothing leaves no record.
 */
export async function stopped(
  { desk, record: before }: Progress,
  failure: Failure,
  record: CreationRecord = before,
): Promise<Result<never>> {
  if (before.begun === 'unknown' || isUncertain(failure)) return fail(failure);
  // Where this is not written, "may have happened" stays on record, which leads to a look at the tenant: the safe side.
  if (record.finished.length === 0) await desk.creations.drop(record.id);
  else await desk.creations.write({ ...record, begun: 'failed' });
  return fail(failure);
}

export const begin = (progress: Progress, known: Partial<CreationRecord> = {}): Promise<Result<CreationRecord>> =>
  noted(progress.desk, { ...progress.record, ...known, begun: 'unknown' });

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
