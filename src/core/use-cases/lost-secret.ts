import { sameSet, type SecretTerms } from '../domain/directory-api/tenant-request.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { done, ok, type Result } from '../domain/result.ts';
import { findSecret, isSameEnd, type Secret } from '../domain/secret.ts';
import type { Directory } from './ports.ts';

interface Asked {
  readonly terms: SecretTerms;
  /** Of the application before it was asked for. */
  readonly before: readonly SecretId[];
}

/** Secrets that may be the one whose answer did not arrive: not there before, and exactly as it was asked for. */
export const candidates = (secrets: readonly Secret[], { terms, before }: Asked): readonly Secret[] =>
  secrets.filter(
    ({ id, description, validTo, scopes }) =>
      !before.includes(id) &&
      description === terms.description &&
      isSameEnd(validTo, terms.validTo) &&
      sameSet(scopes, terms.scopes),
  );

/** Deletes it, should it be there. Failures: tenant-*. */
export async function deleteSecret(directory: Directory, id: ApplicationId, secret: SecretId): Promise<Result<void>> {
  const changed = await directory.change(id, (current) =>
    ok(
      findSecret(current.secrets, secret)
        ? { ...current, secrets: current.secrets.filter((each) => each.id !== secret) }
        : current,
    ),
  );
  if (changed.ok) return done;
  const isGone = changed.failure.code === 'secret-unknown' || changed.failure.code === 'application-unknown';
  return isGone ? done : changed;
}
