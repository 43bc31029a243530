import type { SecretTerms } from '../domain/directory-api/tenant-request.ts';
import type { Failure } from '../domain/failure.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { done, fail, ok, type Result } from '../domain/result.ts';
import { expiryOf, findSecret, parseSecretDescription, type Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, leftBehind, note, stamp } from './intent.ts';
import { candidates, deleteSecret } from './lost-secret.ts';
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
 * vault is deleted, at once or at the next start, for nobody could ever use it.
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
  // Nobody knows yet: the next start looks again.
  if (failure.code === 'tenant-outcome-unknown') return fail(failure);
  const tidied = failure.code === 'secret-value-lost' ? await tidyIssue(desk, asking) : ok(false);
  if (!tidied.ok) return fail(failure);
  await desk.journal.settle(asking.id);
  return fail(failure.code === 'secret-value-lost' && tidied.value ? { ...failure, deleted: true } : failure);
}

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

/** Whether a secret was deleted. Failures: keychain-*, tenant-*. */
export async function tidyIssue(desk: Desk, intent: IssueIntent): Promise<Result<boolean>> {
  const { applicationId, secretId: id } = intent;
  const application = await desk.directory.read(applicationId);
  if (!application.ok && application.failure.code !== 'application-unknown') return application;
  const secrets = application.ok ? application.value.secrets : [];
  const valueless = await withoutValue(desk, id === null ? candidates(secrets, intent) : named(secrets, id));
  if (!valueless.ok) return valueless;
  const [lost, ...others] = valueless.value;
  // One that looks the same may have been made by somebody else at the same moment; which is whose, nobody can tell.
  const isCertain = lost !== undefined && others.length === 0;
  const deleted = isCertain ? await deleteSecret(desk.directory, applicationId, lost.id) : done;
  if (!deleted.ok) return deleted;
  const isGone = id !== null && (isCertain || named(secrets, id).length === 0);
  const forgotten = isGone ? await desk.vault.forget(id) : done;
  return forgotten.ok ? ok(isCertain) : forgotten;
}

function named(secrets: readonly Secret[], id: SecretId): readonly Secret[] {
  const found = findSecret(secrets, id);
  return found ? [found] : [];
}

async function withoutValue(desk: Desk, secrets: readonly Secret[]): Promise<Result<readonly Secret[]>> {
  const found: Secret[] = [];
  for (const secret of secrets) {
    const value = await desk.vault.read(secret.id);
    if (!value.ok) return value;
    if (value.value === undefined) found.push(secret);
  }
  return ok(found);
}
