import { errorOf, NO_SECRET, type ApiError } from '../../domain/directory-api/api-error.ts';
import { patched, type PatchOperation } from '../../domain/directory-api/json-patch.ts';
import {
  changeableOf,
  secretDraftOf,
  secretListOf,
  secretOfHint,
  secretShapeOf,
} from '../../domain/directory-api/secret-shape.ts';
import type { CreatedSecretShape, JsonObject } from '../../domain/directory-api/wire.ts';
import type { ApplicationId, SecretId } from '../../domain/identifiers.ts';
import { fail, ok } from '../../domain/result.ts';
import { changeSecret } from '../change-secret.ts';
import { createSecret } from '../create-secret.ts';
import { readSecret } from '../read-secret.ts';
import { removeSecret } from '../remove-secret.ts';
import { changed, refused, told, type ApiDesk, type Carried } from './api-desk.ts';

export async function listSecrets({ directory }: ApiDesk, id: ApplicationId): Promise<Carried> {
  const application = await directory.read(id);
  return application.ok ? told(secretListOf(application.value.secrets)) : refused(errorOf(application.failure));
}

/** The only answer that holds a value. One that cannot be told would be of no use to anybody, and goes again. */
export async function createSecretByApi(desk: ApiDesk, id: ApplicationId, body: JsonObject): Promise<Carried> {
  const application = await desk.directory.read(id);
  if (!application.ok) return refused(errorOf(application.failure));
  const draft = secretDraftOf(body, { now: desk.clock.now() });
  if (draft.error) return refused(draft.error);
  const created = await createSecret(desk, id, draft.value);
  if (!created.ok) return refused(errorOf(created.failure));
  const read = await readSecret(desk, id, created.value.id);
  if (!read.ok) {
    await removeSecret(desk, id, created.value.id);
    return refused(errorOf(read.failure));
  }
  const { clientId } = read.value.application;
  const shape: CreatedSecretShape = { ...secretShapeOf(created.value), clientId, secret: read.value.value };
  return { answer: { status: 201, body: shape }, touched: [id] };
}

interface SecretChange {
  readonly id: ApplicationId;
  readonly secretId: SecretId;
  readonly operations: readonly PatchOperation[];
}

export async function changeSecretByApi(desk: ApiDesk, change: SecretChange): Promise<Carried> {
  let error: ApiError | undefined;
  const written = await changeSecret(desk, change, (current) => {
    const wanted = patched(changeableOf(current), change.operations);
    const draft = wanted.error ? wanted : secretDraftOf(wanted.value, { now: desk.clock.now(), before: current });
    error = draft.error;
    return draft.error ? fail({ code: 'request-refused' }) : ok(draft.value);
  });
  if (error) return refused(error);
  return written.ok ? changed(change.id) : refused(errorOf(written.failure));
}

interface SecretRemoval {
  readonly id: ApplicationId;
  readonly by: 'id' | 'hint';
  readonly value: string;
}

export async function removeSecretByApi(desk: ApiDesk, { id, by, value }: SecretRemoval): Promise<Carried> {
  const application = await desk.directory.read(id);
  if (!application.ok) return refused(errorOf(application.failure));
  const { secrets } = application.value;
  const secret = by === 'id' ? secrets.find((each) => each.id === value) : secretOfHint(secrets, value);
  if (!secret) return refused(NO_SECRET);
  const removed = await removeSecret(desk, id, secret.id);
  return removed.ok ? changed(id) : refused(errorOf(removed.failure));
}
