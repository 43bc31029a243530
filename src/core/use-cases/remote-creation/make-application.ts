import type { Failure } from '../../domain/failure.ts';
import type { ApplicationId } from '../../domain/identifiers.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { begin, checkArrived, noted, stopped, type Progress } from './progress.ts';
import { withStep, type CreationRecord, type MadeConsumer } from './creation-record.ts';
import { applicationFor } from './plan-creation.ts';
import type { CreationDesk, Making } from './ports.ts';

const makingOf = (record: CreationRecord, consumer: MadeConsumer): Making => ({
  application: applicationFor(record, consumer),
  namedBefore: consumer.namedBefore ?? [],
});

/**
 * Undefined: it certainly does not exist. While it may still come, that is all there is to say: who was told of others of its name
 * would take them for all of it. Failures: creation-not-ours, tenant-*.
 */
export async function findApplication(
  desk: CreationDesk,
  record: CreationRecord,
  consumer: MadeConsumer,
): Promise<Result<ApplicationId | undefined>> {
  const found = await desk.tenant.find(makingOf(record, consumer));
  const isMissing = found.ok ? found.value === undefined : found.failure.code === 'creation-not-ours';
  if (!isMissing) return found;
  const arrived = checkArrived(desk, record, 'creation');
  return arrived.ok ? found : arrived;
}

/** Sent once. Where it may have been sent before, reading comes first, and only where that finds nothing it is sent again. */
export async function makeApplication(progress: Progress): Promise<Result<CreationRecord>> {
  const { desk, record } = progress;
  const { consumer } = record;
  if (consumer.kind === 'existing') return fail({ code: 'creation-unknown', id: record.id });
  if (record.begun === 'unknown') {
    const found = await findApplication(desk, record, consumer);
    if (!found.ok) return found;
    if (found.value !== undefined)
      return noted(desk, withStep({ ...record, applicationId: found.value }, 'application'));
  }
  const namedBefore = consumer.namedBefore ? ok(consumer.namedBefore) : await desk.tenant.named(consumer.displayName);
  if (!namedBefore.ok) return stopped(progress, namedBefore.failure);
  const sent: MadeConsumer = { ...consumer, namedBefore: namedBefore.value };
  const begun = await begin(progress, { consumer: sent });
  if (!begun.ok) return stopped(progress, begun.failure);
  const made = await desk.tenant.make(makingOf(begun.value, sent));
  if (!made.ok) return unlessFound(progress, made.failure, begun.value);
  return noted(desk, withStep({ ...begun.value, applicationId: made.value }, 'application'));
}

/** A conflict may be with itself: what was sent before came late, or something on the way has sent it twice. */
async function unlessFound(
  progress: Progress,
  failure: Failure,
  record: CreationRecord,
): Promise<Result<CreationRecord>> {
  const { desk } = progress;
  if (failure.code !== 'tenant-conflict' || record.consumer.kind === 'existing')
    return stopped(progress, failure, record);
  const found = await desk.tenant.find(makingOf(record, record.consumer));
  if (!found.ok) return found.failure.code === 'creation-not-ours' ? found : fail(failure);
  if (found.value === undefined) return stopped(progress, failure, record);
  return noted(desk, withStep({ ...record, applicationId: found.value }, 'application'));
}
