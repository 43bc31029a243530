import type { Failure } from '../domain/failure.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, leftBehind, note, stamp } from './intent.ts';
import type { RemovalIntent } from './ports.ts';
import { recordHolds } from './record-holds.ts';

export interface RemovalRequest {
  readonly kind: RemovalIntent['kind'];
  readonly applicationId: ApplicationId;
  readonly secrets: readonly Secret[];
}

/**
 * Takes secrets out of the vault and then has `write` remove them from the directory. A removal that a crash interrupts is
 * finished at the next start; one that is refused half way puts the values back.
 */
export async function withoutSecrets<T>(
  desk: Desk,
  request: RemovalRequest,
  write: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const held = await readHeld(desk, request.secrets);
  if (!held.ok) return held;
  const removed =
    held.value.length === 0 ? await write() : await removeHeld(desk, { request, held: held.value }, write);
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

async function removeHeld<T>(
  desk: Desk,
  { request, held }: { readonly request: RemovalRequest; readonly held: readonly Held[] },
  write: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const { kind, applicationId } = request;
  const intent: RemovalIntent = { ...stamp(desk), kind, applicationId, secretIds: held.map(({ secret }) => secret.id) };
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
