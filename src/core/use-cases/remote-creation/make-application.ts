import type { Failure } from '../../domain/failure.ts';
import { fail, type Result } from '../../domain/result.ts';
import { begin, noted, stopped, type Progress } from './progress.ts';
import { withStep, type CreationRecord, type MadeConsumer } from './creation-record.ts';
import { applicationFor } from './plan-creation.ts';
import type { Making } from './ports.ts';

export const makingOf = (record: CreationRecord, consumer: MadeConsumer): Making => ({
  application: applicationFor(record, consumer),
  namedBefore: consumer.namedBefore,
});

/** Sent once. Where it may have been sent before, reading comes first, and only where that finds nothing it is sent again. */
export async function makeApplication(progress: Progress): Promise<Result<CreationRecord>> {
  const { desk, record } = progress;
  const { consumer } = record;
  if (consumer.kind === 'existing') return fail({ code: 'creation-unknown', id: record.id });
  if (record.begun === 'unknown') {
    const found = await desk.tenant.find(makingOf(record, consumer));
    if (!found.ok) return found;
    if (found.value !== undefined)
      return noted(desk, withStep({ ...record, applicationId: found.value }, 'application'));
  }
  const namedBefore = await desk.tenant.named(consumer.displayName);
  if (!namedBefore.ok) return stopped(progress, namedBefore.failure);
  const begun = await begin(progress, { consumer: { ...consumer, namedBefore: namedBefore.value } });
  if (!begun.ok) return stopped(progress, begun.failure);
  const made = await desk.tenant.make(makingOf(begun.value, { ...consumer, namedBefore: namedBefore.value }));
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
  if (!found.ok) return fail(failure);
  if (found.value === undefined) return stopped(progress, failure, record);
  return noted(desk, withStep({ ...record, applicationId: found.value }, 'application'));
}
