import type { Failure } from '../domain/failure.ts';
import { secretId, type ApplicationId } from '../domain/identifiers.ts';
import { done, fail, type Result } from '../domain/result.ts';
import { hintOf } from '../domain/secret-value.ts';
import {
  expiryOf,
  parseSecretDescription,
  type Secret,
  type SecretScope,
  type SecretValidity,
} from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, leftBehind, note, stamp } from './intent.ts';
import type { CreationIntent } from './ports.ts';
import { dropSecret } from './remove-secret.ts';
import { recordHolds } from './record-holds.ts';

export interface SecretWish {
  readonly description: string;
  readonly validity: SecretValidity;
  readonly scopes: readonly SecretScope[];
}

/** With an end of its own, as the applications API takes it; it may name scopes that this product has no word for. */
interface DatedSecretWish {
  readonly description: string;
  /** Absent: it never expires. */
  readonly validTo?: string;
  readonly scopes: readonly string[];
}

export interface NewSecretRequest {
  readonly kind: 'create-application' | 'create-secret';
  readonly applicationId: ApplicationId;
  readonly wish: SecretWish | DatedSecretWish;
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
  const { kind, applicationId } = request;
  const intent: CreationIntent = { ...stamp(desk), kind, applicationId, secretId: secretId(desk.ids.next()) };
  // What is kept in memory only is gone after a crash anyway; nothing could be left to tidy.
  const durable = desk.vault.keepsIn() === 'keychain';
  const noted = durable ? await note(desk, intent) : done;
  if (!noted.ok) return noted;
  const { value, digest } = desk.secretMaker.make();
  const wish = { ...request.wish, description: description.value };
  // Asked where it will be in the same moment as it is put there: a person may choose the other place at any time.
  const secret: Secret = { ...secretFrom(desk, wish), id: intent.secretId, hint: hintOf(value), digest };
  const kept = await desk.vault.keep(secret.id, value);
  if (!kept.ok) return undoCreation(desk, { intent, durable, failure: kept.failure });
  const written = await write(secret);
  if (!written.ok) return undoWriting(desk, { intent, durable, failure: written.failure });
  // An intent that stays is harmless: the next start finds the record complete and drops it.
  if (durable) await desk.journal.settle(intent.id);
  return written;
}

function secretFrom(desk: Desk, wish: NewSecretRequest['wish']): Omit<Secret, 'id' | 'hint' | 'digest'> {
  const { description, scopes } = wish;
  const now = desk.clock.now();
  const validTo = 'validity' in wish ? expiryOf(wish.validity, now) : wish.validTo;
  return {
    description,
    ...(validTo === undefined ? {} : { validTo }),
    scopes,
    created: now.toISOString(),
    keptIn: desk.vault.keepsIn(),
  };
}

interface Refused {
  readonly intent: CreationIntent;
  readonly durable: boolean;
  readonly failure: Failure;
}

/** A write that was refused may have happened all the same (a disk can fail after the rename): the record goes before the value. */
async function undoWriting(desk: Desk, refused: Refused): Promise<Result<never>> {
  const { applicationId, secretId: id, kind } = refused.intent;
  const written = await recordHolds(desk, applicationId, id);
  if (!written.ok) return leave(refused, written.failure);
  if (written.value) {
    const withdrawn =
      kind === 'create-secret' ? await dropSecret(desk, applicationId, id) : await desk.directory.remove(applicationId);
    if (!withdrawn.ok) return leave(refused, withdrawn.failure);
  }
  return undoCreation(desk, refused);
}

async function undoCreation(desk: Desk, refused: Refused): Promise<Result<never>> {
  const { intent, durable, failure } = refused;
  const forgotten = await desk.vault.forget(intent.secretId);
  if (!durable) return fail(leaving(failure, 'nothing'));
  if (!forgotten.ok) return leave(refused, forgotten.failure);
  // A keychain that fell silent may still carry out what it was asked; the intent stays so that the next start looks again.
  if (failure.code === 'keychain-silent') return leave(refused, failure);
  const settled = await desk.journal.settle(intent.id);
  return settled.ok ? fail(leaving(failure, 'nothing')) : leave(refused, settled.failure);
}

const leave = (refused: Refused, obstacle: Failure): Result<never> => fail(leftBehind(refused.failure, obstacle));
