import type { FailureCode } from '../domain/failure.ts';
import { findSecret } from '../domain/secret.ts';
import { done, ok, type Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';
import type { CreationIntent, Intent, RemovalIntent } from './ports.ts';
import { dropSecret } from './remove-secret.ts';

export interface Recovery {
  /** Creations undone or found complete, deletions finished. */
  readonly settled: number;
  /** Left for later, since the keychain or a record cannot be read now. */
  readonly left: number;
}

/**
 * Finishes or undoes what a crash left. Nothing is done that rests on a keychain which cannot be read: the vault answers with a
 * failure then, and the intent stays. Safe to run again at any time, also after a crash in the middle of it.
 */
export async function recover(desk: Desk): Promise<Result<Recovery>> {
  const pending = await desk.journal.pending();
  if (!pending.ok) return pending;
  let settled = 0;
  for (const intent of pending.value) {
    const tidied = await tidy(desk, intent);
    if (tidied.ok && (await desk.journal.settle(intent.id)).ok) settled += 1;
  }
  return ok({ settled, left: pending.value.length - settled });
}

async function tidy(desk: Desk, intent: Intent): Promise<Result<unknown>> {
  switch (intent.kind) {
    case 'create-application':
    case 'create-secret':
      return undoUnlessComplete(desk, intent);
    case 'remove-secret':
    case 'remove-application':
      return finishRemoval(desk, intent);
  }
}

async function undoUnlessComplete(desk: Desk, intent: CreationIntent): Promise<Result<void>> {
  const application = await desk.directory.read(intent.applicationId);
  if (application.ok && findSecret(application.value.secrets, intent.secretId)) return done;
  // A record that is there but cannot be read may hold the secret; only a record known to be absent settles the question.
  if (!application.ok && application.failure.code !== 'application-unknown') return application;
  return desk.vault.forget(intent.secretId);
}

async function finishRemoval(desk: Desk, intent: RemovalIntent): Promise<Result<unknown>> {
  for (const id of intent.secretIds) {
    const forgotten = await desk.vault.forget(id);
    if (!forgotten.ok) return forgotten;
    if (intent.kind === 'remove-application') continue;
    const dropped = await dropSecret(desk, intent.applicationId, id);
    if (!dropped.ok && !isGone(dropped.failure.code)) return dropped;
  }
  if (intent.kind === 'remove-secret') return done;
  const removed = await desk.directory.remove(intent.applicationId);
  return removed.ok || isGone(removed.failure.code) ? done : removed;
}

const isGone = (code: FailureCode): boolean => code === 'application-unknown' || code === 'secret-unknown';
