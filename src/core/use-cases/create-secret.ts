import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { addSecret, checkRoomForSecret, type Secret } from '../domain/secret.ts';
import { changeMembers, type Desk } from './desk.ts';
import { issueSecret } from './issue-secret.ts';
import { withNewSecret, type NewSecretRequest } from './with-new-secret.ts';

/** Gives an application one more secret. Failures: secret-limit-reached, application-unknown, secret-value-lost, keychain-*, store-*, tenant-*. */
export async function createSecret(
  desk: Desk,
  id: ApplicationId,
  wish: NewSecretRequest['wish'],
): Promise<Result<Secret>> {
  const application = await desk.directory.read(id);
  if (!application.ok) return application;
  const room = checkRoomForSecret(application.value.secrets);
  if (!room.ok) return room;
  const { issuer } = desk;
  if (issuer) {
    const before = application.value.secrets.map((secret) => secret.id);
    return issueSecret(desk, { issuer, applicationId: id, wish, before });
  }
  return withNewSecret(desk, { kind: 'create-secret', applicationId: id, wish }, async (secret) => {
    const changed = await changeMembers(desk, id, (current) => {
      const secrets = addSecret(current.secrets, secret);
      return secrets.ok ? ok({ secrets: secrets.value }) : secrets;
    });
    return changed.ok ? ok(secret) : changed;
  });
}
