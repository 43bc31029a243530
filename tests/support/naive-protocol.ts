import { ok, type Result } from '../../src/core/domain/result.ts';
import { hintOf } from '../../src/core/domain/secret-value.ts';
import { addSecret, type Secret } from '../../src/core/domain/secret.ts';
import { secretId, type ApplicationId, type SecretId } from '../../src/core/domain/identifiers.ts';
import { createRecord } from '../../src/core/use-cases/create-record.ts';
import { changeMembers, type Desk } from '../../src/core/use-cases/desk.ts';
import { newApplication } from '../../src/core/use-cases/new-application.ts';
import { dropSecret } from '../../src/core/use-cases/remove-secret.ts';

/**
 * The control of the create and remove protocol: the same ports in the order that comes to mind first. The record goes before
 * the value, no intents, nothing is undone. What is asserted of the protocol must fail here, or the assertion proves nothing.
 */
export async function naivelyCreateSecret(desk: Desk, id: ApplicationId): Promise<Result<Secret>> {
  const { secret, value } = secretOf(desk);
  const changed = await changeMembers(desk, id, (current) => {
    const secrets = addSecret(current.secrets, secret);
    return secrets.ok ? ok({ secrets: secrets.value }) : secrets;
  });
  if (!changed.ok) return changed;
  const kept = await desk.vault.keep(secret.id, value);
  return kept.ok ? ok(secret) : kept;
}

export async function naivelyCreateApplication(desk: Desk, displayName: string) {
  const application = newApplication(desk, { displayName, name: '', description: '' });
  if (!application.ok) return application;
  const { secret, value } = secretOf(desk);
  const created = await createRecord(desk, { ...application.value, secrets: [secret] });
  if (!created.ok) return created;
  const kept = await desk.vault.keep(secret.id, value);
  return kept.ok ? ok({ applicationId: application.value.id, secret }) : kept;
}

export async function naivelyRemoveSecret(desk: Desk, id: ApplicationId, secret: SecretId): Promise<Result<unknown>> {
  const dropped = await dropSecret(desk, id, secret);
  return dropped.ok ? desk.vault.forget(secret) : dropped;
}

export async function naivelyRemoveApplication(desk: Desk, id: ApplicationId): Promise<Result<void>> {
  const application = await desk.directory.read(id);
  if (!application.ok) return application;
  const removed = await desk.directory.remove(id);
  for (const secret of removed.ok ? application.value.secrets : []) await desk.vault.forget(secret.id);
  return removed;
}

function secretOf(desk: Desk): { readonly secret: Secret; readonly value: string } {
  const { value, digest } = desk.secretMaker.make();
  const secret: Secret = {
    id: secretId(desk.ids.next()),
    hint: hintOf(value),
    digest,
    description: '',
    scopes: ['oAuth'],
    created: desk.clock.now().toISOString(),
    keptIn: desk.vault.keepsIn(),
  };
  return { secret, value };
}
