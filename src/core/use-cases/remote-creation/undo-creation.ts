import type { Application } from '../../domain/application.ts';
import { findDependency, withoutDependency, type ApiDependency } from '../../domain/dependency.ts';
import type { ChangeableList } from '../../domain/failure.ts';
import type { ApplicationId, SecretId } from '../../domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../domain/result.ts';
import { tokenPolicyOf } from '../../domain/token/token-policy.ts';
import { checkArrived, consumerOf, forgetAll, isAsWritten, isUncertain, noted } from './progress.ts';
import { stateOf, type CreationRecord, type GivenConsumer, type MadeConsumer } from './creation-record.ts';
import { findApplication } from './make-application.ts';
import type { Change, CreationDesk } from './ports.ts';
import { candidates } from '../lost-secret.ts';

/**
 * Takes away what exists of a creation, and only that; safe to be killed and done again. What may be somebody else's is told
 * first, and left alone when it is undone once more. Answers the applications that may look otherwise now. Failures:
 * creation-not-ours, list-changed-meanwhile, keychain-*, store-*, tenant-*.
 */
export async function undoCreation(
  desk: CreationDesk,
  record: CreationRecord,
): Promise<Result<readonly ApplicationId[]>> {
  const { consumer } = record;
  const undone =
    consumer.kind === 'new' ? await undoNew(desk, record, consumer) : await undoExisting(desk, record, consumer);
  if (!undone.ok) return undone;
  const forgotten = await forgetAll(desk, undone.value);
  if (!forgotten.ok) return forgotten;
  const dropped = await desk.creations.drop(record.id);
  const id = consumerOf(undone.value);
  return dropped.ok ? ok([...(id === null ? [] : [id]), record.dependency.providerId]) : dropped;
}

async function undoNew(
  desk: CreationDesk,
  record: CreationRecord,
  consumer: MadeConsumer,
): Promise<Result<CreationRecord>> {
  const id = await idOf(desk, record, consumer);
  if (!id.ok) return id;
  const own = record.secret ? [...record.forgetting, record.secret.id] : record.forgetting;
  const undoing: CreationRecord = { ...record, applicationId: id.value, forgetting: [...new Set(own)], undoing: true };
  if (id.value === null) return noted(desk, undoing);
  const application = await desk.tenant.read(id.value);
  if (!application.ok) return application.failure.code === 'application-unknown' ? noted(desk, undoing) : application;
  const ours = checkOurs(application.value, undoing, consumer);
  if (!ours.ok) return ours;
  const begun = await noted(desk, undoing);
  if (!begun.ok) return begun;
  const removed = await desk.tenant.remove(id.value);
  if (removed.ok || removed.failure.code === 'application-unknown') return begun;
  // It is still whole, so that it can be finished as well.
  if (!isUncertain(removed.failure)) await noted(desk, { ...record, applicationId: id.value });
  return removed;
}

async function idOf(
  desk: CreationDesk,
  record: CreationRecord,
  consumer: MadeConsumer,
): Promise<Result<ApplicationId | null>> {
  if (record.applicationId !== null) return ok(record.applicationId);
  if (stateOf(record, 'application') !== 'unknown') return ok(null);
  const found = await findApplication(desk, record, consumer);
  if (found.ok) return ok(found.value ?? null);
  return found.failure.code === 'creation-not-ours' ? leftAlone(desk, record, found) : found;
}

/** Null, once a person has read of it. */
async function leftAlone(desk: CreationDesk, record: CreationRecord, found: Result<never>): Promise<Result<null>> {
  if (record.told) return ok(null);
  const told = await noted(desk, { ...record, told: true });
  return told.ok ? found : told;
}

/** What others have added since is not ours to delete. */
function checkOurs(application: Application, record: CreationRecord, { terms }: MadeConsumer): Result<void> {
  const { dependency, forgetting, secretsBefore } = record;
  const ours: readonly SecretId[] = [
    ...forgetting,
    ...(terms && secretsBefore
      ? candidates(application.secrets, { terms, before: secretsBefore }).map((each) => each.id)
      : []),
  ];
  const added: readonly (readonly [ChangeableList, readonly string[]])[] = [
    ['apis', application.providedApis.map((each) => each.name)],
    ['dependencies', application.consumedApis.filter((each) => !isOurs(each, dependency)).map((each) => each.name)],
    ['secrets', application.secrets.filter((each) => !ours.includes(each.id)).map((each) => each.hint)],
    ['settings', application.usedBy ?? []],
  ];
  const [list, names] = added.find(([, found]) => found.length > 0) ?? [];
  return list && names ? changedMeanwhile(list, names) : done;
}

const isOurs = (each: Application['consumedApis'][number], dependency: ApiDependency): boolean =>
  each.name === dependency.name && isAsWritten(each, dependency);

const changedMeanwhile = (list: ChangeableList, added: readonly string[]): Result<never> =>
  fail({
    ...{ code: 'list-changed-meanwhile', list, written: false },
    difference: { added, removed: [], changed: [] },
  });

async function undoExisting(
  desk: CreationDesk,
  record: CreationRecord,
  { id, addsGrant }: GivenConsumer,
): Promise<Result<CreationRecord>> {
  const state = stateOf(record, 'dependency');
  if (state === 'open' || state === 'failed') return ok(record);
  const begun = await noted(desk, { ...record, undoing: true });
  if (!begun.ok) return begun;
  const arrived = checkArrived(desk, record, 'change');
  const changed = await desk.tenant.change(id, withoutOurs(record.dependency, addsGrant, arrived));
  if (changed.ok || changed.failure.code === 'application-unknown') return begun;
  if (changed.failure.code === 'creation-not-ours') {
    const left = await leftAlone(desk, record, changed);
    return left.ok ? begun : left;
  }
  const isHeldBack = !arrived.ok && changed.failure === arrived.failure;
  if (isHeldBack || !isUncertain(changed.failure)) await noted(desk, record);
  return changed;
}

/**
 * The grant goes with the entry that it was added for; where there is none, or another's in its place, both are gone, or never came.
 * `arrived`: a refusal while they may still come.
 */
const withoutOurs =
  (dependency: ApiDependency, addsGrant: boolean, arrived: Result<void>): Change =>
  (current) => {
    const there = findDependency(current.consumedApis, dependency.name);
    const isThere = there !== undefined && isOurs(there, dependency);
    if (!isThere && !arrived.ok) return arrived;
    if (!there) return ok(current);
    if (!isThere)
      return fail({ code: 'creation-not-ours', what: 'dependency', name: dependency.name, ids: [current.id] });
    const consumedApis = withoutDependency(current.consumedApis, dependency.name);
    if (!consumedApis.ok || !addsGrant)
      return consumedApis.ok ? ok({ ...current, consumedApis: consumedApis.value }) : consumedApis;
    const policy = tokenPolicyOf(current);
    const grants = policy.grants.filter((grant) => grant !== 'clientCredentials');
    return ok({ ...current, consumedApis: consumedApis.value, tokenPolicy: { ...policy, grants } });
  };
