import type { Failure } from '../domain/failure.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { forgetGone, forgetValues } from './forget-values.ts';
import { leaving, leftBehind, note, stamp } from './intent.ts';
import type { RemovalIntent } from './ports.ts';
import { recordHolds } from './record-holds.ts';

export interface RemovalRequest {
  readonly kind: RemovalIntent['kind'];
  readonly applicationId: ApplicationId;
  readonly secrets: readonly Secret[];
}

/**
 * Takes secrets out of the vault and has `write` remove them from the directory. Own records: the values go first; a removal that a
 * crash interrupts is finished at the next start, and one that is refused half way puts the values back. In a tenant elsewhere the
 * secrets go first, since nothing may be removed there later without a person's word.
 */
export async function withoutSecrets<T>(
  desk: Desk,
  request: RemovalRequest,
  write: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const held = await readHeld(desk, request.secrets);
  if (!held.ok) return held;
  const remove = desk.issuer ? removeElsewhere : removeHeld;
  const removed = held.value.length === 0 ? await write() : await remove(desk, { request, held: held.value }, write);
  // What is kept in memory only goes last and needs no intent: a crash takes it away by itself.
  if (removed.ok) for (const secret of request.secrets.filter(isInSession)) await desk.vault.forget(secret.id);
  return removed;
}

interface Held {
  readonly secret: Secret;
  readonly value: string;
}

const isInSession = (secret: Secret): boolean => secret.keptIn === 'session';

/** The secrets whose values the keychain holds. One it has lost before has nothing to take out, or to put back. */
async function readHeld(desk: Desk, secrets: readonly Secret[]): Promise<Result<readonly Held[]>> {
  const held: Held[] = [];
  for (const secret of secrets.filter((each) => !isInSession(each))) {
    const value = await desk.vault.read(secret.id);
    if (!value.ok) return value;
    if (value.value !== undefined) held.push({ secret, value: value.value });
  }
  return ok(held);
}

interface Removal {
  readonly request: RemovalRequest;
  readonly held: readonly Held[];
}

const intentOf = (desk: Desk, { request: { kind, applicationId }, held }: Removal): RemovalIntent => ({
  ...{ ...stamp(desk), kind, applicationId },
  secretIds: held.map(({ secret }) => secret.id),
});

/** A value too many in the vault is harmless, and the next start drops it; a secret without its value would be the loss. */
async function removeElsewhere<T>(desk: Desk, removal: Removal, write: () => Promise<Result<T>>): Promise<Result<T>> {
  const intent = intentOf(desk, removal);
  const noted = await note(desk, intent);
  if (!noted.ok) return noted;
  const written = await write();
  // What nobody knows of yet may still happen: the next start looks again.
  if (!written.ok && written.failure.code === 'tenant-outcome-unknown') return written;
  const tidied = written.ok ? await forgetValues(desk, intent.secretIds) : await forgetGone(desk, intent);
  if (tidied.ok) await desk.journal.settle(intent.id);
  return written;
}

async function removeHeld<T>(desk: Desk, removal: Removal, write: () => Promise<Result<T>>): Promise<Result<T>> {
  const { held } = removal;
  const intent = intentOf(desk, removal);
  const noted = await note(desk, intent);
  if (!noted.ok) return noted;
  for (const [index, { secret }] of held.entries()) {
    const gone = await desk.vault.forget(secret.id);
    // The one refused goes back too: nobody knows how far it came.
    if (!gone.ok) return undo(desk, { intent, forgotten: held.slice(0, index + 1), failure: gone.failure });
  }
  const written = await write();
  if (!written.ok) return undo(desk, { intent, forgotten: held, failure: written.failure });
  // An intent that stays is harmless: the next start finds nothing left to remove and drops it.
  await desk.journal.settle(intent.id);
  return written;
}

interface Interrupted {
  readonly intent: RemovalIntent;
  readonly forgotten: readonly Held[];
  readonly failure: Failure;
}

async function undo(desk: Desk, { intent, forgotten, failure }: Interrupted): Promise<Result<never>> {
  const leave = (obstacle: Failure): Result<never> => fail(leftBehind(failure, obstacle));
  // A keychain that fell silent may still carry out what it was asked: the removal is finished at the next start.
  if (failure.code === 'keychain-silent') return leave(failure);
  for (const { secret, value } of forgotten) {
    const needed = await recordHolds(desk, intent.applicationId, secret.id);
    if (!needed.ok) return leave(needed.failure);
    // A write that was refused may have happened all the same; the next start then finishes it.
    if (!needed.value) return leave(failure);
    const restored = await desk.vault.keep(secret.id, value);
    if (!restored.ok) return leave(restored.failure);
  }
  const settled = await desk.journal.settle(intent.id);
  return settled.ok ? fail(leaving(failure, 'nothing')) : leave(settled.failure);
}
