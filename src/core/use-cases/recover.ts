import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { done, ok, type Result } from '../domain/result.ts';
import { findSecret, type Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { forgetGone, forgetValues } from './forget-values.ts';
import { tidyIssued } from './issue-secret.ts';
import type { CreationIntent, Intent, RemovalIntent } from './ports.ts';
import { recordHolds } from './record-holds.ts';
import { dropSecret } from './remove-secret.ts';
import { lookForIssued, type Looked, type UnclaimedSecret } from './unclaimed-secret.ts';

export interface Recovery {
  /** Creations undone or found complete, removals finished, found not begun or tidied. */
  readonly settled: number;
  /** Left for later, since the keychain or a record cannot be read now, or something may be there that a person has to judge. */
  readonly left: number;
  /** To be told. */
  readonly unclaimed: readonly UnclaimedSecret[];
}

/**
 * Finishes or undoes what a crash left; in a tenant elsewhere a removal is not finished, only its values are tidied, and nothing is
 * deleted but a secret that has exactly the id of one made here. Nothing is done that rests on a keychain which cannot be read: the
 * vault answers with a failure then, and the intent stays. Safe to run again at any time, also after a crash in the middle of it.
 */
export async function recover(desk: Desk): Promise<Result<Recovery>> {
  const pending = await desk.journal.pending();
  if (!pending.ok) return pending;
  const unclaimed: UnclaimedSecret[] = [];
  let settled = 0;
  // What is known by its id first: gone, it looks like nothing that was asked for.
  for (const intent of [...pending.value.filter(hasId), ...pending.value.filter((each) => !hasId(each))]) {
    const tidied = await tidy(desk, intent);
    if (!tidied.ok) continue;
    if (tidied.value.unclaimed) unclaimed.push(tidied.value.unclaimed);
    if (tidied.value.isSettled && (await desk.journal.settle(intent.id)).ok) settled += 1;
  }
  return ok({ settled, left: pending.value.length - settled, unclaimed });
}

const hasId = (intent: Intent): boolean => intent.kind !== 'issue-secret' || intent.secretId !== null;

async function tidy(desk: Desk, intent: Intent): Promise<Result<Looked>> {
  if (intent.kind === 'issue-secret' && intent.secretId === null) return lookForIssued(desk, intent);
  const finished = await finish(desk, intent);
  return finished.ok ? ok({ isSettled: true }) : finished;
}

async function finish(desk: Desk, intent: Intent): Promise<Result<unknown>> {
  switch (intent.kind) {
    case 'create-application':
    case 'create-secret':
      return undoUnlessComplete(desk, intent);
    case 'issue-secret':
      return intent.secretId === null ? done : tidyIssued(desk, { ...intent, id: intent.secretId });
    case 'remove-secret':
    case 'remove-application':
      return desk.issuer ? forgetGone(desk, intent) : finishRemoval(desk, intent);
  }
}

async function undoUnlessComplete(desk: Desk, intent: CreationIntent): Promise<Result<void>> {
  const complete = await recordHolds(desk, intent.applicationId, intent.secretId);
  // A record that is there but cannot be read may hold the secret; only a record known to be absent settles the question.
  if (!complete.ok) return complete;
  return complete.value ? done : desk.vault.forget(intent.secretId);
}

async function finishRemoval(desk: Desk, intent: RemovalIntent): Promise<Result<unknown>> {
  const application = await desk.directory.read(intent.applicationId);
  if (!application.ok)
    return application.failure.code === 'application-unknown' ? forgetValues(desk, intent.secretIds) : application;
  const { secrets } = application.value;
  const begun = await isBegun(desk, secrets, intent.secretIds);
  if (!begun.ok) return begun;
  const recorded = intent.secretIds.filter((id) => findSecret(secrets, id));
  if (!begun.value) return forgetValues(desk, without(intent.secretIds, recorded));
  // Secrets the application was given since a refused removal go with it, or nobody would ever name them again.
  const going = intent.kind === 'remove-application' ? secrets.map((secret) => secret.id) : [];
  const forgotten = await forgetValues(desk, [...intent.secretIds, ...without(going, intent.secretIds)]);
  if (!forgotten.ok) return forgotten;
  if (intent.kind === 'remove-application') return desk.directory.remove(intent.applicationId);
  return dropAll(desk, intent.applicationId, recorded);
}

/** Only a removal leaves a secret on record without its value; with all values there it never began, or was taken back. */
async function isBegun(desk: Desk, secrets: readonly Secret[], ids: readonly SecretId[]): Promise<Result<boolean>> {
  for (const id of ids.filter((each) => findSecret(secrets, each))) {
    const value = await desk.vault.read(id);
    if (!value.ok) return value;
    if (value.value === undefined) return ok(true);
  }
  return ok(false);
}

async function dropAll(desk: Desk, id: ApplicationId, secretIds: readonly SecretId[]): Promise<Result<void>> {
  for (const secretId of secretIds) {
    const dropped = await dropSecret(desk, id, secretId);
    if (!dropped.ok) return dropped;
  }
  return done;
}

const without = (ids: readonly SecretId[], others: readonly SecretId[]): readonly SecretId[] =>
  ids.filter((id) => !others.includes(id));
