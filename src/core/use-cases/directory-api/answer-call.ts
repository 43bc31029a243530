import { errorOf, NO_MATCH } from '../../domain/directory-api/api-error.ts';
import { narrowedTo, shapeOf } from '../../domain/directory-api/application-shape.ts';
import type { DirectoryCall } from '../../domain/directory-api/directory-call.ts';
import { pageOf, type ListQuery } from '../../domain/directory-api/list-query.ts';
import type { JsonObject } from '../../domain/directory-api/wire.ts';
import type { ApplicationId } from '../../domain/identifiers.ts';
import { affectedBy } from '../affected.ts';
import { removeApplication } from '../remove-application.ts';
import { changed, refused, told, type ApiDesk, type Carried } from './api-desk.ts';
import { changeByApi } from './change-by-api.ts';
import { createByApi } from './create-by-api.ts';
import { changeSecretByApi, createSecretByApi, listSecrets, removeSecretByApi } from './secrets-by-api.ts';

/** Carries out one call of the applications API by the rules that hold in the window. `origin`: of the address that was asked. */
export function answerCall(desk: ApiDesk, call: DirectoryCall, origin: string): Promise<Carried> {
  switch (call.kind) {
    case 'list':
      return list(desk, call.query, origin);
    case 'read':
      return read(desk, call, origin);
    case 'create':
      return createByApi(desk, call.body);
    case 'change':
      return changeByApi(desk, call.id, call.operations);
    case 'remove':
      return remove(desk, call.id);
    case 'list-secrets':
      return listSecrets(desk, call.id);
    case 'create-secret':
      return createSecretByApi(desk, call.id, call.body);
    case 'change-secret':
      return changeSecretByApi(desk, call);
    case 'remove-secret':
      return removeSecretByApi(desk, call);
  }
}

/** Those have to run one after the other. */
export const isWrite = ({ kind }: DirectoryCall): boolean => !['list', 'read', 'list-secrets'].includes(kind);

async function list(desk: ApiDesk, query: ListQuery, origin: string): Promise<Carried> {
  const all = await desk.directory.list();
  if (!all.ok) return refused(errorOf(all.failure));
  const page = pageOf(all.value, query);
  if (query.filter && page.total === 0) return refused(NO_MATCH);
  const applications: JsonObject[] = [];
  for (const { id } of page.applications) {
    const application = await desk.directory.read(id);
    // One that is gone by now, or cannot be read: its owner is told of that in the window.
    if (!application.ok) continue;
    const shape = shapeOf(application.value, { origin, lock: desk.locks.lockOf(id) });
    applications.push(narrowedTo(query.schema, shape));
  }
  return told({
    ...{ totalResults: page.total, itemsPerPage: applications.length },
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    applications,
  });
}

interface Reading {
  readonly id: ApplicationId;
  readonly schema: string | undefined;
}

async function read(desk: ApiDesk, { id, schema }: Reading, origin: string): Promise<Carried> {
  const application = await desk.directory.read(id);
  if (!application.ok) return refused(errorOf(application.failure));
  return told(narrowedTo(schema, shapeOf(application.value, { origin, lock: desk.locks.lockOf(id) })));
}

/** A script has seen nothing and confirms nothing: dependencies of others stay and dangle, as in SAP's directory. */
async function remove(desk: ApiDesk, id: ApplicationId): Promise<Carried> {
  const affected = await affectedBy(desk, id);
  if (!affected.ok) return refused(errorOf(affected.failure));
  const removed = await removeApplication(desk, id, affected.value);
  return removed.ok ? changed(id) : refused(errorOf(removed.failure));
}
