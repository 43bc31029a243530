import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { findSecret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';

/** Whether the application's record names the secret; a record known to be absent names none. A damaged one settles nothing. */
export async function recordHolds(desk: Desk, id: ApplicationId, secretId: SecretId): Promise<Result<boolean>> {
  const application = await desk.directory.read(id);
  if (application.ok) return ok(findSecret(application.value.secrets, secretId) !== undefined);
  return application.failure.code === 'application-unknown' ? ok(false) : application;
}
