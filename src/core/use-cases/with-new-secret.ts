import type { Failure } from '../domain/failure.ts';
import { secretId, type ApplicationId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { hintOf } from '../domain/secret-value.ts';
import {
  expiryOf,
  parseSecretDescription,
  type Secret,
  type SecretScope,
  type SecretValidity,
} from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, stamp } from './intent.ts';
import type { CreationIntent } from './ports.ts';

export interface SecretWish {
  readonly description: string;
  readonly validity: SecretValidity;
  readonly scopes: readonly SecretScope[];
}

export interface NewSecretRequest {
  readonly kind: 'create-application' | 'create-secret';
  readonly applicationId: ApplicationId;
  readonly wish: SecretWish;
}

/**
 * Makes a secret and has `write` store its facts, so that a crash at any point leaves both or neither: the intent is durable
 * first, the value is in the vault and read back before the record exists, and only then the intent goes. A refusal undoes.
 */
export async function withNewSecret<T>(
  desk: Desk,
  request: NewSecretRequest,
  write: (secret: Secret) => Promise<Result<T>>,
): Promise<Result<T>> {
  const description = parseSecretDescription(request.wish.description);
  if (!description.ok) return description;
  const { value, digest } = desk.secretMaker.make();
  const secret = secretFrom(desk, { ...request.wish, description: description.value }, { hint: hintOf(value), digest });
  const { kind, applicationId } = request;
  const intent: CreationIntent = { ...stamp(desk), kind, applicationId, secretId: secret.id };
  // What is kept in memory only is gone after a crash anyway; nothing could be left to tidy.
  const durable = secret.keptIn === 'keychain';
  const noted = durable ? await desk.journal.add(intent) : ok(undefined);
  if (!noted.ok) return noted;
  const kept = await desk.vault.keep(secret.id, value);
  if (!kept.ok) return undoCreation(desk, intent, kept.failure);
  const written = await write(secret);
  if (!written.ok) return undoCreation(desk, intent, written.failure);
  // An intent that stays is harmless: the next start finds the record complete and drops it.
  if (durable) await desk.journal.settle(intent.id);
  return written;
}

function secretFrom(desk: Desk, wish: SecretWish, made: { readonly hint: string; readonly digest: string }): Secret {
  const now = desk.clock.now();
  const validTo = expiryOf(wish.validity, now);
  return {
    id: secretId(desk.ids.next()),
    ...made,
    description: wish.description,
    ...(validTo === undefined ? {} : { validTo }),
    scopes: wish.scopes,
    created: now.toISOString(),
    keptIn: desk.vault.keepsIn(),
  };
}

async function undoCreation(desk: Desk, intent: CreationIntent, failure: Failure): Promise<Result<never>> {
  const forgotten = await desk.vault.forget(intent.secretId);
  // A keychain that fell silent may still carry out what it was asked; the intent stays so that the next start looks again.
  const certain = forgotten.ok && failure.code !== 'keychain-silent';
  const settled = certain ? await desk.journal.settle(intent.id) : forgotten;
  return fail(leaving(failure, certain && settled.ok ? 'nothing' : 'tidied-at-next-start'));
}
