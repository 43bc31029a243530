import type { SecretId } from '../domain/identifiers.ts';
import { done, type Result } from '../domain/result.ts';
import { findSecret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import type { RemovalIntent } from './ports.ts';

/** Failures: keychain-*, store-*. */
export async function forgetValues({ vault }: Pick<Desk, 'vault'>, ids: readonly SecretId[]): Promise<Result<void>> {
  for (const id of ids) {
    const forgotten = await vault.forget(id);
    if (!forgotten.ok) return forgotten;
  }
  return done;
}

/**
 * Forgets the values of those secrets that the directory certainly has no more, and asks nothing else of it: whether they are to
 * be removed is for a person to say again. Failures: keychain-*, store-*, tenant-*.
 */
export async function forgetGone(
  desk: Pick<Desk, 'directory' | 'vault'>,
  { applicationId, secretIds }: RemovalIntent,
): Promise<Result<void>> {
  const application = await desk.directory.read(applicationId);
  if (!application.ok && application.failure.code !== 'application-unknown') return application;
  const there = application.ok ? application.value.secrets : [];
  return forgetValues(
    desk,
    secretIds.filter((id) => !findSecret(there, id)),
  );
}
