import type { Application } from '../../../core/domain/application.ts';
import { apiDifference, dependencyDifference } from '../../../core/domain/directory-api/list-difference.ts';
import { unknownGrantsIn, type TenantApplication } from '../../../core/domain/directory-api/tenant-application.ts';
import { changeFor, otherwise, type TenantChange } from '../../../core/domain/directory-api/tenant-change.ts';
import { checkPlanned } from '../../../core/domain/directory-api/planned-operations.ts';
import { patchRequest, type TenantRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import type { ListChange } from '../../../core/domain/failure.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../../core/domain/result.ts';
import { tokenPolicyOf } from '../../../core/domain/token/token-policy.ts';
import type { Change, PlannedWrites } from '../../../core/use-cases/remote-creation/ports.ts';
import { readAlone, readWhole, unknown, withSecrets } from './tenant-read-application.ts';
import type { TenantParts } from './tenant-parts.ts';
import { happened, noTrace, toldByEmptiness, unlessRead, write } from './tenant-writes.ts';

/**
 * Reads, decides, sends what differs, reads back and compares. The API replaces lists as a whole and knows no version, so they are
 * read again just before: one that has changed since it was decided on stops the write. Failures: list-changed-meanwhile,
 * tenant-kept-otherwise, remote-unsupported, application-unknown, tenant-*.
 */
export async function changeApplication(
  parts: TenantParts,
  id: ApplicationId,
  change: Change,
): Promise<Result<Application>> {
  const decided = await decide(parts, id, change);
  return decided.ok ? carryOut(decided.value) : decided;
}

/** As it was shown to a person: the very operations, and only while they are what the change still comes to. */
export async function changeAsPlanned(
  parts: TenantParts,
  id: ApplicationId,
  { change, operations }: Planned,
): Promise<Result<Application>> {
  const decided = await decide(parts, id, change);
  if (!decided.ok) return decided;
  const same = checkPlanned(operations, decided.value.needed.patch?.body.operations ?? []);
  if (!same.ok) return same;
  return carryOut({ ...decided.value, needed: { patch: patchRequest(id, operations), secrets: [] } });
}

export async function operationsFor(
  parts: TenantParts,
  id: ApplicationId,
  change: Change,
): Promise<Result<Planned['operations']>> {
  const decided = await decide(parts, id, change);
  return decided.ok ? ok(decided.value.needed.patch?.body.operations ?? []) : decided;
}

async function decide(parts: TenantParts, id: ApplicationId, change: Change): Promise<Result<Decided>> {
  const current = await readWhole(parts, id);
  if (!current.ok) return current;
  const wanted = change(current.value.application);
  if (!wanted.ok) return wanted;
  const needed = changeFor(current.value, wanted.value);
  return needed.ok ? ok({ parts, current: current.value, wanted: wanted.value, needed: needed.value }) : needed;
}

async function carryOut(deciding: Decided): Promise<Result<Application>> {
  const { parts, current, needed } = deciding;
  const { patch, secrets } = needed;
  const { id } = current.application;
  if (!patch && secrets.length === 0) return ok(current.application);
  const patched = patch ? await sendPatch(deciding, patch) : done;
  if (!patched.ok) return patched;
  for (const request of secrets) {
    const sent = await sendSecretChange(deciding, request);
    if (!sent.ok) return sent;
  }
  const found = await readWhole(parts, id);
  if (!found.ok) return found.failure.code === 'application-unknown' ? found : unverified(found);
  return verified(deciding, found.value.application);
}

type Planned = Parameters<PlannedWrites['changeAsPlanned']>[1];

interface Decided extends Deciding {
  readonly needed: TenantChange;
}

interface Deciding {
  readonly parts: TenantParts;
  readonly current: TenantApplication;
  readonly wanted: Application;
}

async function sendPatch({ parts, current, wanted }: Deciding, request: TenantRequest): Promise<Result<unknown>> {
  const { id, secrets } = current.application;
  const before = await readAlone(parts, id);
  if (!before.ok) return before;
  const unchanged = checkUnchanged(current, before.value, request);
  if (!unchanged.ok) return unchanged;
  return write(parts, {
    ...{ what: 'change', request, missing: unknown(id), told: toldByEmptiness },
    look: async () => {
      const found = await readAlone(parts, id);
      if (!found.ok) return unlessRead(found.failure);
      // Secrets are another request's matter.
      const { application } = withSecrets(found.value, secrets);
      if (isAsWanted({ ...wanted, secrets }, application) && isUnlocked(current.application, wanted, application))
        return happened(true as const);
      // Not ours, or ours and more: what was sent may have happened before that, or come after it.
      const meanwhile = listChange(current.application, application);
      return meanwhile ? { kind: 'no-trace', meanwhile } : noTrace;
    },
  });
}

async function sendSecretChange(
  { parts, current, wanted }: Deciding,
  request: TenantRequest,
): Promise<Result<unknown>> {
  const { id } = current.application;
  return write(parts, {
    ...{ what: 'change', request, told: toldByEmptiness },
    missing: { code: 'secret-unknown', id: secretIdIn(request.path) },
    look: async () => {
      const found = await readWhole(parts, id);
      if (!found.ok) return unlessRead(found.failure);
      const { secrets } = found.value.application;
      const isGone = request.method === 'DELETE' && !secrets.some((each) => each.id === secretIdIn(request.path));
      const isKept = request.method === 'PATCH' && !otherwise(wanted, { ...wanted, secrets }).includes('apiSecrets');
      return isGone || isKept ? happened(true as const) : noTrace;
    },
  });
}

const secretIdIn = (path: string): string => decodeURIComponent(/[^/=]+$/.exec(path)?.[0] ?? '');

const isAsWanted = (wanted: Application, found: Application): boolean =>
  otherwise(wanted, found).length === 0 && checkLists(wanted, found, true).ok;

/** Failure: list-changed-meanwhile. */
function checkLists(expected: Application, found: Application, written: boolean): Result<void> {
  const changed = listChange(expected, found);
  return changed ? fail({ code: 'list-changed-meanwhile', ...changed, written }) : done;
}

function listChange(expected: Application, found: Application): ListChange | undefined {
  const dependencies = dependencyDifference(expected.consumedApis, found.consumedApis);
  if (dependencies) return { list: 'dependencies', difference: dependencies };
  const apis = apiDifference(expected.providedApis, found.providedApis);
  return apis && { list: 'apis', difference: apis };
}

/** The lists, and the grants where they are to be replaced. */
function checkUnchanged(current: TenantApplication, found: TenantApplication, { body }: TenantRequest): Result<void> {
  const lists = checkLists(current.application, found.application, false);
  const paths = body && 'operations' in body ? body.operations.map(({ path }) => path) : [];
  if (!lists.ok || !paths.some((path) => path.endsWith('/restrictedGrantTypes'))) return lists;
  const [then, now] = [grantsOf(current), grantsOf(found)];
  const added = now.filter((grant) => !then.includes(grant));
  const removed = then.filter((grant) => !now.includes(grant));
  if (added.length + removed.length === 0) return done;
  const difference = { added, removed, changed: [] };
  return fail({ code: 'list-changed-meanwhile', list: 'grants', difference, written: false });
}

const grantsOf = ({ application, raw }: TenantApplication): readonly string[] => [
  ...tokenPolicyOf(application).grants,
  ...unknownGrantsIn(raw),
];

/** One that was to be unlocked and counts as many failures as before was not reached by that. */
function isUnlocked(before: Application, wanted: Application, found: Application): boolean {
  const [then, now] = [before.clientIdLock?.failedLogons ?? 0, found.clientIdLock?.failedLogons ?? 0];
  return wanted.clientIdLock?.failedLogons !== 0 || then === 0 || now < then;
}

/** What a tenant answers to a write is believed only when it reads the same. */
function verified({ wanted }: Deciding, found: Application): Result<Application> {
  const lists = checkLists(wanted, found, true);
  if (!lists.ok) return lists;
  const members = otherwise(wanted, found);
  return members.length === 0 ? ok(found) : fail({ code: 'tenant-kept-otherwise', members });
}

const unverified = (found: Result<TenantApplication>): Result<never> =>
  fail({
    ...{ code: 'tenant-outcome-unknown', what: 'change' },
    reply: !found.ok && 'reply' in found.failure ? found.failure.reply : null,
  });
