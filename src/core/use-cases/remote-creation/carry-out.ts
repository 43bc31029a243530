import type { Application } from '../../domain/application.ts';
import { findDependency, type ApiDependency } from '../../domain/dependency.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { findSecret, type Secret } from '../../domain/secret.ts';
import { nextStep, withStep, type CreationRecord } from './creation-record.ts';
import { makeApplication } from './make-application.ts';
import { makeSecret } from './make-secret.ts';
import { grantFor, withDependency } from './plan-creation.ts';
import type { Change, CreationDesk } from './ports.ts';
import { begin, consumerOf, forgetAll, isAsWritten, noted, stopped, type Progress } from './progress.ts';

export interface CarriedOut {
  readonly consumer: Application;
  readonly dependency: ApiDependency;
  readonly secret?: Secret;
  readonly newApplication: boolean;
}

/**
 * Does the steps that are left, one after the other; each is on record as finished before the next begins. What stops it leaves a
 * record with which it can be taken up again, or undone; where nothing of it can exist, no record stays.
 */
export async function carryOut(progress: Progress): Promise<Result<CarriedOut>> {
  let { record } = progress;
  for (let step = nextStep(record); step !== undefined; step = nextStep(record)) {
    const stepped = await stepOn({ ...progress, record });
    if (!stepped.ok) return stepped;
    record = stepped.value;
  }
  return finish(progress.desk, record);
}

function stepOn(progress: Progress): Promise<Result<CreationRecord>> {
  switch (nextStep(progress.record)) {
    case 'application':
      return makeApplication(progress);
    case 'dependency':
      return addTheDependency(progress);
    case 'secret':
    case 'keychain':
    case undefined:
      return makeSecret(progress);
  }
}

async function addTheDependency(progress: Progress): Promise<Result<CreationRecord>> {
  const { desk, operations } = progress;
  const id = consumerOf(progress.record);
  if (id === null) return fail({ code: 'creation-unknown', id: progress.record.id });
  const begun = await begin(progress);
  if (!begun.ok) return stopped(progress, begun.failure);
  const changed = operations
    ? await desk.tenant.changeAsPlanned(id, { change: changeOf(begun.value), operations })
    : await desk.tenant.change(id, unlessThere(begun.value));
  if (!changed.ok) return stopped(progress, changed.failure, begun.value);
  return noted(desk, withStep({ ...begun.value, applicationId: id }, 'dependency'));
}

const addsGrant = ({ consumer }: CreationRecord): boolean => consumer.kind === 'existing' && consumer.addsGrant;

const changeOf = (record: CreationRecord): Change => withDependency(record.dependency, addsGrant(record));

/** One that arrived although its answer did not is not added again; one of that name that leads elsewhere is a refusal. */
const unlessThere =
  (record: CreationRecord): Change =>
  (current) => {
    const there = findDependency(current.consumedApis, record.dependency.name);
    if (!isAsWritten(there, record.dependency)) return changeOf(record)(current);
    return ok({ ...current, ...(addsGrant(record) ? grantFor(current) : {}) });
  };

/** The record goes last: until then everything can be taken up again. */
async function finish(desk: CreationDesk, record: CreationRecord): Promise<Result<CarriedOut>> {
  const id = consumerOf(record);
  if (id === null) return fail({ code: 'creation-unknown', id: record.id });
  const consumer = await desk.tenant.read(id);
  if (!consumer.ok) return consumer;
  const tidied = await forgetAll(desk, record);
  if (!tidied.ok) return tidied;
  const dropped = await desk.creations.drop(record.id);
  if (!dropped.ok) return dropped;
  const secret = record.secret ? findSecret(consumer.value.secrets, record.secret.id) : undefined;
  const newApplication = record.consumer.kind === 'new';
  return ok({
    ...{ consumer: consumer.value, dependency: record.dependency, newApplication },
    ...(secret ? { secret } : {}),
  });
}
