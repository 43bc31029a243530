import type { Application } from '../domain/application.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { findSecret, withoutSecret } from '../domain/secret.ts';
import { changeMembers, type Desk } from './desk.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Makes a secret useless and forgets it. Failures: secret-unknown, application-unknown, keychain-*, store-*. */
export async function removeSecret(desk: Desk, id: ApplicationId, secretId: SecretId): Promise<Result<Application>> {
  const application = await desk.directory.read(id);
  if (!application.ok) return application;
  const secret = findSecret(application.value.secrets, secretId);
  if (!secret) return fail({ code: 'secret-unknown', id: secretId });
  const request = { kind: 'remove-secret', applicationId: id, secrets: [secret] } as const;
  return withoutSecrets(desk, request, () => dropSecret(desk, id, secretId));
}

export const dropSecret = (desk: Desk, id: ApplicationId, secretId: SecretId): Promise<Result<Application>> =>
  changeMembers(desk, id, (current) => {
    const secrets = withoutSecret(current.secrets, secretId);
    return secrets.ok ? ok({ secrets: secrets.value }) : secrets;
  });
