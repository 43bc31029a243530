import type { SecretTerms } from '../domain/directory-api/tenant-request.ts';
import type { Failure } from '../domain/failure.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { done, fail, ok, type Result } from '../domain/result.ts';
import { expiryOf, findSecret, parseSecretDescription, type Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, leftBehind, note, stamp } from './intent.ts';
import { deleteSecret } from './lost-secret.ts';
import type { IssueIntent, SecretIssuer } from './ports.ts';
import { checkVaultOpen } from './vault-open.ts';
import type { NewSecretRequest } from './with-new-secret.ts';

export interface IssueRequest {
  readonly issuer: SecretIssuer;
  readonly applicationId: ApplicationId;
  readonly wish: NewSecretRequest['wish'];
  /** Secrets of the application as they are now. */
  readonly before: readonly SecretId[];
}

/**
 * Has the tenant make a secret and keeps its value. The value is in one answer only: a secret whose value does not get into the
 * vault is deleted, at once or at the next start, for nobody could ever use it. Where the answer never came, its id is not known,
 * and nothing is deleted.
 */
export async function issueSecret(desk: Desk, request: IssueRequest): Promise<Result<Secret>> {
  const terms = termsOf(desk, request.wish);
  if (!terms.ok) return terms;
  const { issuer, applicationId, before } = request;
  const facts = { kind: 'issue-secret', applicationId, before, terms: terms.value } as const;
  const asking: IssueIntent = { ...stamp(desk), ...facts, secretId: null };
  const open = await checkVaultOpen(desk.vault, asking.id);
  if (!open.ok) return open;
  const noted = await note(desk, asking);
  if (!noted.ok) return noted;
  const told = await issuer.issue(applicationId, terms.value);
  if (!told.ok) return refused(desk, asking, told.failure);
  const { secret, value } = told.value;
  const made: IssueIntent = { ...stamp(desk), ...facts, secretId: secret.id };
  const named = await note(desk, made);
  if (!named.ok) return withdraw(desk, { intents: [made, asking], failure: named.failure });
  await desk.journal.settle(asking.id);
  const kept = await desk.vault.keep(secret.id, value);
  if (!kept.ok) return withdraw(desk, { intents: [made], failure: kept.failure });
  // An intent that stays is harmless: the value is found where it belongs.
  await desk.journal.settle(made.id);
  return ok({ ...secret, keptIn: desk.vault.keepsIn() });
}

function termsOf(desk: Desk, wish: NewSecretRequest['wish']): Result<SecretTerms> {
  const description = parseSecretDescription(wish.description);
  if (!description.ok) return description;
  const validTo = 'validity' in wish ? expiryOf(wish.validity, desk.clock.now()) : wish.validTo;
  return ok({
    ...{ description: description.value, scopes: wish.scopes },
    ...(validTo === undefined ? {} : { validTo }),
  });
}

async function refused(desk: Desk, asking: IssueIntent, failure: Failure): Promise<Result<never>> {
  // It may be there, or still come; whose it is, nobody can tell: the next start looks again.
  if (isClear(failure)) await desk.journal.settle(asking.id);
  return fail(failure);
}

const isClear = ({ code }: Failure): boolean =>
  code === 'application-unknown' || (code.startsWith('tenant-') && code !== 'tenant-outcome-unknown');

interface Withdrawn {
  /** That with the secret's id first. */
  readonly intents: readonly [IssueIntent, ...IssueIntent[]];
  readonly failure: Failure;
}

async function withdraw(desk: Desk, { intents, failure }: Withdrawn): Promise<Result<never>> {
  const [{ applicationId, secretId: id }] = intents;
  const deleted = id === null ? done : await deleteSecret(desk.directory, applicationId, id);
  if (!deleted.ok) return fail(leftBehind(failure, deleted.failure));
  const forgotten = id === null ? done : await desk.vault.forget(id);
  // A keychain that fell silent may still carry out what it was asked; the intent stays so that the next start looks again.
  if (!forgotten.ok || failure.code === 'keychain-silent')
    return fail(leftBehind(failure, forgotten.ok ? failure : forgotten.failure));
  for (const intent of intents) await desk.journal.settle(intent.id);
  return fail(leaving(failure, 'nothing'));
}

interface Issued {
  readonly applicationId: ApplicationId;
  /** Told by the tenant in answer to our own request. */
  readonly id: SecretId;
}

/** Deletes a secret that was made here, should its value not have got into the vault. Failures: keychain-*, tenant-*. */
export async function tidyIssued(desk: Desk, { applicationId, id }: Issued): Promise<Result<void>> {
  const application = await desk.directory.read(applicationId);
  if (!application.ok && application.failure.code !== 'application-unknown') return application;
  if (application.ok && findSecret(application.value.secrets, id)) {
    const value = await desk.vault.read(id);
    if (!value.ok) return value;
    if (value.value !== undefined) return done;
    const deleted = await deleteSecret(desk.directory, applicationId, id);
    if (!deleted.ok) return deleted;
  }
  return desk.vault.forget(id);
}
