import * as v from 'valibot';
import { isUuid, secretId, tenantId, type SecretId, type TenantId } from '../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { ADDRESS_CONCERNS, TENANT_COLOURS, type CertificateFacts, type Tenant } from '../../core/domain/tenant.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';

/** A tenant with the name under which its credential is kept; other credentials get another name. */
export interface KeptTenant extends Tenant {
  readonly credential: SecretId;
}

/**
 * `leftovers`: credentials that may be kept somewhere and that nobody needs (any more); `removed`: tenants that are none any more,
 * of which something may be kept.
 */
export interface TenantsBody {
  readonly tenants: readonly KeptTenant[];
  readonly leftovers: readonly SecretId[];
  readonly removed: readonly TenantId[];
}

const text = v.string();
const uuid = v.pipe(text, v.check(isUuid));
const credential = v.pipe(uuid, v.transform(secretId));
const certificate: v.GenericSchema<unknown, CertificateFacts> = v.object({
  ...{ subject: text, issuer: text, names: v.array(text) },
  ...{ validFrom: text, validTo: text, fingerprint: text },
});
const id = v.pipe(uuid, v.transform(tenantId));
const tenant: v.GenericSchema<unknown, KeptTenant> = v.object({
  id,
  ...{ name: text, origin: v.pipe(text, v.startsWith('https://')), credential },
  ...{ colour: v.picklist(TENANT_COLOURS), production: v.boolean() },
  signIn: v.variant('kind', [
    v.object({ kind: v.literal('client-secret'), clientId: text }),
    v.object({ kind: v.literal('user-password'), userName: text }),
    v.object({ kind: v.literal('certificate'), certificate }),
  ]),
  authority: v.exactOptional(v.object({ pem: text, certificate })),
  confirmed: v.array(v.picklist(ADDRESS_CONCERNS)),
});
const body: v.GenericSchema<unknown, TenantsBody> = v.object({
  tenants: v.array(tenant),
  leftovers: v.array(credential),
  removed: v.optional(v.array(id), []),
});

const parseTenants: ParseBody<TenantsBody> = (found) => {
  const parsed = v.safeParse(body, found);
  return parsed.success ? parsed.output : undefined;
};

const NONE: TenantsBody = { tenants: [], leftovers: [], removed: [] };

/**
 * All tenants in one record: there are few. One that cannot be read is left alone, and every call says so: a new one would take
 * its place for good.
 */
export class TenantsRecord {
  readonly #file: RecordFile<TenantsBody>;

  constructor(folder: string, notices: NoticeBoard) {
    this.#file = new RecordFile({ folder, name: 'tenants' }, parseTenants);
    const found = this.#file.read();
    if (!found.ok) {
      const kind = found.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
      notices.post({ kind, what: 'Tenants', savedAs: 'tenants.a.json' });
    } else if (found.value && found.value.damagedFile !== null)
      notices.post({ kind: 'older-copy-used', what: 'Tenants', savedAs: found.value.damagedFile });
  }

  /** Failures: store-damaged, store-newer. */
  read(): Result<TenantsBody> {
    const found = this.#file.read();
    return found.ok ? ok(found.value?.value ?? NONE) : found;
  }

  /** Failures: tenant-unknown, store-*. */
  find(id: TenantId): Result<KeptTenant> {
    const found = this.read();
    if (!found.ok) return found;
    const known = found.value.tenants.find((each) => each.id === id);
    return known ? ok(known) : fail({ code: 'tenant-unknown', id });
  }

  /** Durable when it answers. A refusal of `decide` is handed on and nothing is written. Failures: store-*. */
  change(decide: (body: TenantsBody) => Result<TenantsBody>): Result<TenantsBody> {
    const found = this.#file.read();
    if (!found.ok) return found;
    const decided = decide(found.value?.value ?? NONE);
    if (!decided.ok) return decided;
    const written = this.#file.write(decided.value, found.value?.revision ?? 0);
    return written.ok ? decided : written;
  }
}
