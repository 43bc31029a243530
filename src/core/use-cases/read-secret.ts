import type { Application } from '../domain/application.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { findSecret, type Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';

/** For the clipboard and the secret window only: its answer must never be sent to the main window. */
export interface ReadSecret {
  readonly application: Application;
  readonly secret: Secret;
  readonly value: string;
}

/** Failures: application-unknown, secret-unknown, secret-missing, secret-session-ended, keychain-*. */
export async function readSecret(
  desk: Pick<Desk, 'directory' | 'vault'>,
  id: ApplicationId,
  secretId: SecretId,
): Promise<Result<ReadSecret>> {
  const application = await desk.directory.read(id);
  if (!application.ok) return application;
  const secret = findSecret(application.value.secrets, secretId);
  if (!secret) return fail({ code: 'secret-unknown', id: secretId });
  const value = await desk.vault.read(secretId);
  const { hint, keptIn } = secret;
  if (keptIn === 'session' && (!value.ok || value.value === undefined))
    return fail({ code: 'secret-session-ended', hint });
  if (!value.ok) return value;
  return value.value === undefined
    ? fail({ code: 'secret-missing', hint })
    : ok({ application: application.value, secret, value: value.value });
}
