import type { Failure } from '../domain/failure.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { leaving, stamp } from './intent.ts';
import type { RemovalIntent } from './ports.ts';

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
  // What is kept in memory only needs no intent: a crash takes it away by itself.
  if (request.secrets.every((secret) => secret.keptIn === 'session')) return forgetAfterwards(desk, request, write);
  const values = await readAll(desk, request.secrets);
  if (!values.ok) return values;
  const { kind, applicationId, secrets } = request;
  const intent: RemovalIntent = { ...stamp(desk), kind, applicationId, secretIds: secrets.map((secret) => secret.id) };
  const noted = await desk.journal.add(intent);
  if (!noted.ok) return noted;
  for (const [forgotten, secret] of secrets.entries()) {
    const gone = await desk.vault.forget(secret.id);
    if (!gone.ok) return undo(desk, { intent, forgotten: values.value.slice(0, forgotten), failure: gone.failure });
  }
  const written = await write();
  if (!written.ok) return undo(desk, { intent, forgotten: values.value, failure: written.failure });
  // An intent that stays is harmless: the next start finds nothing left to remove and drops it.
  await desk.journal.settle(intent.id);
  return written;
}

async function forgetAfterwards<T>(
  desk: Desk,
  request: RemovalRequest,
  write: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const written = await write();
  if (written.ok) for (const secret of request.secrets) await desk.vault.forget(secret.id);
  return written;
}

type Held = { readonly secret: Secret; readonly value: string | undefined };

async function readAll(desk: Desk, secrets: readonly Secret[]): Promise<Result<readonly Held[]>> {
  const held: Held[] = [];
  for (const secret of secrets) {
    const value = await desk.vault.read(secret.id);
    if (!value.ok) return value;
    held.push({ secret, value: value.value });
  }
  return ok(held);
}

interface Interrupted {
  readonly intent: RemovalIntent;
  readonly forgotten: readonly Held[];
  readonly failure: Failure;
}

async function undo(desk: Desk, { intent, forgotten, failure }: Interrupted): Promise<Result<never>> {
  // A keychain that fell silent may still carry out what it was asked: the removal is finished at the next start.
  let restored = failure.code !== 'keychain-silent';
  for (const { secret, value } of forgotten) {
    if (restored && value !== undefined) restored = (await desk.vault.keep(secret.id, value)).ok;
  }
  const settled = restored && (await desk.journal.settle(intent.id)).ok;
  return fail(leaving(failure, settled ? 'nothing' : 'tidied-at-next-start'));
}
