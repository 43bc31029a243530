import type { Application } from '../../../core/domain/application.ts';
import { targetOf } from '../../../core/domain/dependency.ts';
import { idInLocation } from '../../../core/domain/directory-api/tenant-answer.ts';
import { createRequest, removeRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import { applicationId, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Making } from '../../../core/use-cases/remote-creation/ports.ts';
import { changeApplication } from './change-application.ts';
import { readNamed } from './tenant-lists.ts';
import { readAlone, unknown } from './tenant-read-application.ts';
import type { TenantParts } from './tenant-parts.ts';
import {
  couldNotLook,
  decided,
  happened,
  lookTwice,
  noTrace,
  toldByEmptiness,
  write,
  type Seen,
} from './tenant-writes.ts';

/**
 * Creates an application under the id it has, so that it can be looked for, and then sets what it provides and consumes. One that
 * did not get that far is deleted again. Failures: application-exists, application-left, creation-not-ours, remote-unsupported,
 * tenant-*.
 */
export async function createApplication(parts: TenantParts, application: Application): Promise<Result<Application>> {
  const supported = checkSupported(application);
  if (!supported.ok) return supported;
  const there = await readAlone(parts, application.id);
  if (there.ok) return fail({ code: 'application-exists', id: application.id });
  if (there.failure.code !== 'application-unknown') return there;
  const id = await sendCreation(parts, application);
  if (!id.ok) return id;
  const { providedApis, consumedApis } = application;
  const completed = await changeApplication(parts, id.value, (made) => ok({ ...made, providedApis, consumedApis }));
  return completed.ok ? completed : undo(parts, { id: id.value, application, completed });
}

function checkSupported({ secrets, consumedApis, allowsAllApisForPrincipalPropagation }: Application): Result<void> {
  if (secrets.length > 0) return fail({ code: 'remote-unsupported', what: 'own-secret' });
  const all = allowsAllApisForPrincipalPropagation || consumedApis.some((each) => targetOf(each) === null);
  return all ? fail({ code: 'remote-unsupported', what: 'all-apis' }) : ok(undefined);
}

/** Answers the id the tenant gave it. */
async function sendCreation(parts: TenantParts, application: Application): Promise<Result<ApplicationId>> {
  const namedBefore = await idsNamed(parts, nameOf(application));
  return namedBefore.ok ? makeOnce(parts, { application, namedBefore: namedBefore.value }) : namedBefore;
}

const nameOf = ({ id, name, displayName }: Application): string => name ?? displayName ?? id;

export async function idsNamed(parts: TenantParts, name: string): Promise<Result<readonly ApplicationId[]>> {
  const found = await readNamed(parts, name);
  return found.ok ? ok(found.value.map((each) => each.application.id)) : found;
}

/** Sends it once, and answers the id the tenant gave it. */
export function makeOnce(parts: TenantParts, making: Making): Promise<Result<ApplicationId>> {
  const { application } = making;
  return write(parts, {
    ...{ what: 'creation', request: createRequest(application), missing: unknown(application.id) },
    told: ({ location }) => {
      const id = idInLocation(location);
      return id === undefined ? undefined : applicationId(id);
    },
    look: () => lookFor(parts, making),
  });
}

/** Whether it is there, under the id that was sent; what was sent a moment ago may need another one to be seen. */
export async function findMade(parts: TenantParts, making: Making): Promise<Result<ApplicationId | undefined>> {
  const seen = await lookTwice(parts, () => lookFor(parts, making));
  if (seen.kind === 'happened') return ok(seen.value);
  return seen.kind === 'no-trace' ? ok(undefined) : fail(seen.failure);
}

async function lookFor(parts: TenantParts, making: Making): Promise<Seen<ApplicationId>> {
  const made = await readAlone(parts, making.application.id);
  if (made.ok) return happened(made.value.application.id);
  return made.failure.code === 'application-unknown' ? lookByName(parts, making) : couldNotLook(made.failure);
}

/**
 * A tenant may choose ids itself. A new application of the name may then be the one that was made, and as well that of a person who
 * had the same in mind; nothing in it tells them apart. Failure: creation-not-ours.
 */
async function lookByName(
  parts: TenantParts,
  { application: sent, namedBefore }: Making,
): Promise<Seen<ApplicationId>> {
  const name = nameOf(sent);
  const after = await idsNamed(parts, name);
  if (!after.ok) return couldNotLook(after.failure);
  const ids = after.value.filter((id) => !namedBefore.includes(id));
  return ids.length > 0 ? decided({ code: 'creation-not-ours', what: 'application', name, ids }) : noTrace;
}

interface Incomplete {
  readonly id: ApplicationId;
  readonly application: Application;
  readonly completed: Result<Application>;
}

async function undo(parts: TenantParts, { id, application, completed }: Incomplete): Promise<Result<Application>> {
  const removed = await removeApplication(parts, id);
  if (removed.ok || removed.failure.code === 'application-unknown') return completed;
  return fail({ code: 'application-left', id, name: application.displayName ?? application.name ?? id });
}

/** Failures: application-unknown, tenant-*. */
export async function removeApplication(parts: TenantParts, id: ApplicationId): Promise<Result<void>> {
  const removed = await write(parts, {
    ...{ what: 'removal', request: removeRequest(id), missing: unknown(id), told: toldByEmptiness },
    look: async () => {
      const there = await readAlone(parts, id);
      if (there.ok) return noTrace;
      return there.failure.code === 'application-unknown' ? happened(true as const) : couldNotLook(there.failure);
    },
  });
  return removed.ok ? ok(undefined) : removed;
}
