import type { SecretId, TenantId } from '../../core/domain/identifiers.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { Credentials } from './credentials.ts';
import type { TenantsRecord } from './tenants-record.ts';

export interface TidyParts {
  readonly record: TenantsRecord;
  readonly credentials: Credentials;
  /** All that is kept of a tenant that was removed. Failures: keychain-*, store-*. */
  readonly forget: (id: TenantId) => Promise<Result<void>>;
}

/** What is kept of tenants and credentials that are none any more: on record until it is certain to be gone. */
export class LeftBehind {
  readonly #parts: TidyParts;

  constructor(parts: TidyParts) {
    this.#parts = parts;
  }

  /** What cannot be forgotten now, as while the keychain is locked, stays on record. */
  async tidy(): Promise<void> {
    const { record, credentials, forget } = this.#parts;
    const found = record.read();
    if (!found.ok) return;
    const credentialsGone = await those(found.value.leftovers, (id: SecretId) => credentials.forget(id));
    const tenantsGone = await those(found.value.removed, forget);
    if (credentialsGone.size + tenantsGone.size === 0) return;
    record.change((body) =>
      ok({
        ...body,
        leftovers: body.leftovers.filter((id) => !credentialsGone.has(id)),
        removed: body.removed.filter((id) => !tenantsGone.has(id)),
      }),
    );
  }
}

async function those<Id>(ids: readonly Id[], forget: (id: Id) => Promise<Result<void>>): Promise<ReadonlySet<Id>> {
  const gone = new Set<Id>();
  for (const id of ids) if ((await forget(id)).ok) gone.add(id);
  return gone;
}
