import type { Application } from '../../../core/domain/application.ts';
import { targetOf } from '../../../core/domain/dependency.ts';
import { idInLocation } from '../../../core/domain/directory-api/tenant-answer.ts';
import type { TenantApplication } from '../../../core/domain/directory-api/tenant-application.ts';
import { createRequest, removeRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import { applicationId, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { changeApplication } from './change-application.ts';
import { readNamed } from './tenant-lists.ts';
import { readAlone, unknown } from './tenant-read-application.ts';
import type { TenantParts } from './tenant-parts.ts';
import { toldByEmptiness, write } from './tenant-writes.ts';

/**
 * Creates an application under the id it has, so that it can be looked for, and then sets what it provides and consumes. One that
 * did not get that far is deleted again. Failures: application-exists, application-left, remote-unsupported, tenant-*.
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
  const request = createRequest(application);
  const name = application.name ?? application.displayName ?? application.id;
  const before = await readNamed(parts, name);
  if (!before.ok) return before;
  return write(parts, {
    ...{ what: 'creation', request, missing: unknown(application.id) },
    told: ({ location }) => {
      const id = idInLocation(location);
      return id === undefined ? undefined : applicationId(id);
    },
    look: async () => {
      const made = await readAlone(parts, application.id);
      if (made.ok) return ok(made.value.application.id);
      if (made.failure.code !== 'application-unknown') return made;
      return lookByName(parts, { name, before: before.value });
    },
  });
}

interface Named {
  readonly name: string;
  readonly before: readonly TenantApplication[] | undefined;
}

/** A tenant may choose ids itself. One new application of the name is the one that was made; of several, nobody can tell. */
async function lookByName(parts: TenantParts, { name, before }: Named): Promise<Result<ApplicationId | undefined>> {
  if (!before) return ok(undefined);
  const after = await readNamed(parts, name);
  if (!after.ok) return after;
  const known = new Set(before.map((each) => each.application.id));
  const [made, ...more] = (after.value ?? []).filter(({ application }) => !known.has(application.id));
  if (more.length > 0) return fail({ code: 'tenant-outcome-unknown', what: 'creation', reply: null });
  return ok(made?.application.id);
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
      if (there.ok) return ok(undefined);
      return there.failure.code === 'application-unknown' ? ok(true as const) : there;
    },
  });
  return removed.ok ? ok(undefined) : removed;
}
