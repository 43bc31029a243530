import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { findSecret, type Secret } from '../domain/secret.ts';
import { changeMembers, type Desk } from './desk.ts';

export type SecretFacts = Pick<Secret, 'description' | 'validTo' | 'scopes'>;

/** Changes the facts of a secret; its value stays what it is. Failures: secret-unknown, application-unknown, store-*. */
export async function changeSecret(
  desk: Desk,
  { id, secretId }: { readonly id: ApplicationId; readonly secretId: SecretId },
  decide: (current: Secret) => Result<SecretFacts>,
): Promise<Result<void>> {
  const changed = await changeMembers(desk, id, ({ secrets }) => {
    const secret = findSecret(secrets, secretId);
    if (!secret) return fail({ code: 'secret-unknown', id: secretId });
    const facts = decide(secret);
    return facts.ok
      ? ok({ secrets: secrets.map((each) => (each === secret ? withFacts(each, facts.value) : each)) })
      : facts;
  });
  return changed.ok ? ok(undefined) : changed;
}

function withFacts({ id, hint, created, keptIn, digest }: Secret, facts: SecretFacts): Secret {
  return { id, hint, created, keptIn, digest, ...facts };
}
