import { secretId, tenantId, type SecretId, type TenantId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { LOCAL_TENANT, type Tenant } from '../../core/domain/tenant.ts';
import { parseTenantAddress } from '../../core/domain/tenant-address.ts';
import { parseTenantName, withTenant } from '../../core/domain/tenant-fields.ts';
import type { Ids } from '../../core/use-cases/ports.ts';
import type { Asking, P12Reader } from '../../core/use-cases/tenant-ports.ts';
import { testConnection } from '../../core/use-cases/test-connection.ts';
import type { TypedTenant } from '../../shared/ipc/call-inputs.ts';
import type { AddressView, ConnectionTestView, TenantsView, TenantView } from '../../shared/ipc/tenants-views.ts';
import type { Tenants } from '../ipc/tenants-counter.ts';
import { createTurn } from '../ipc/turn.ts';
import { peek } from '../outgoing/peek.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import { askCredential, type AskedCredential } from './asked-credential.ts';
import { createChosenAuthorities, type ChosenAuthorities } from './authorities.ts';
import { concernsNow } from './concerns-now.ts';
import type { createConnectionProbe } from './connection-probe.ts';
import type { Credentials } from './credentials.ts';
import { viewOf, viewOfAll } from './tenants-view.ts';
import type { KeptTenant, TenantsBody, TenantsRecord } from './tenants-record.ts';

export interface TenantsDeskParts {
  readonly record: TenantsRecord;
  readonly credentials: Credentials;
  readonly asking: Asking;
  readonly p12: P12Reader;
  readonly ids: Ids;
  readonly current: { read(): TenantId; remember(id: TenantId): void };
  readonly probe: (tenant: KeptTenant) => ReturnType<typeof createConnectionProbe>;
  /** Whether it can be worked in. Failures: tenant-*, store-*. */
  readonly opens: (id: TenantId) => Promise<Result<unknown>>;
  /** The tenant is another one than before, or gone: what was opened of it is closed. */
  readonly ended: (id: TenantId, how: 'changed' | 'removed') => Promise<void>;
  readonly announce: (view: TenantsView) => void;
  readonly proxyOf?: ProxyOf;
}

/**
 * The tenants of a person. A credential stands in the record as a leftover before it is kept and before it is forgotten: whatever
 * a crash leaves is tidied later.
 */
export class TenantsDesk implements Tenants {
  readonly #parts: TenantsDeskParts;
  readonly #authorities: ChosenAuthorities;
  readonly #turn = createTurn();

  constructor(parts: TenantsDeskParts) {
    this.#parts = parts;
    this.#authorities = createChosenAuthorities(parts.asking);
  }

  list(): Promise<Result<TenantsView>> {
    return Promise.resolve(this.#view());
  }

  /** One that cannot be worked in is refused, and the one before stays. */
  async open(id: TenantId): Promise<Result<void>> {
    const opened = id === LOCAL_TENANT ? done : await this.#parts.opens(id);
    if (!opened.ok) return opened;
    this.#parts.current.remember(id);
    return done;
  }

  async examine({ address, authority }: Parameters<Tenants['examine']>[0]): Promise<Result<AddressView>> {
    const parsed = parseTenantAddress(address);
    if (!parsed.ok) return parsed;
    const chosen = this.#authorities.find(authority);
    if (!chosen.ok) return chosen;
    const { origin, host, concerns } = parsed.value;
    const found = await concernsNow(host, concerns);
    // A person sees whose certificate it is before anything is confirmed, so every address is looked at.
    const authorities = chosen.value ? [chosen.value.pem] : [];
    const peeked = await peek({ origin, authorities, addresses: 'any', proxyOf: this.#parts.proxyOf });
    const { certificate, trouble } =
      peeked.kind === 'certificate' ? peeked : { certificate: null, trouble: peeked.trouble };
    return ok({ origin, concerns: found, certificate, trouble });
  }

  chooseAuthority(): ReturnType<Tenants['chooseAuthority']> {
    return this.#authorities.choose();
  }

  add(typed: TypedTenant): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const facts = await this.#factsOf(typed);
      if (!facts.ok) return facts;
      const id = tenantId(this.#parts.ids.next());
      const known = this.#parts.record.read();
      if (!known.ok) return known;
      const free = withTenant<Pick<Tenant, 'id' | 'name'>>(known.value.tenants, { id, name: facts.value.name });
      if (!free.ok) return free;
      const asked = await askCredential(this.#parts, facts.value.name, typed.signIn);
      if (!asked.ok) return asked;
      return this.#keep(asked.value, (signedIn) => ({ ...facts.value, ...signedIn, id }));
    });
  }

  change({ tenantId: id, name, colour, production }: Parameters<Tenants['change']>[0]): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const parsed = parseTenantName(name);
      if (!parsed.ok) return parsed;
      return this.#replace(id, (before) => ({ ...before, name: parsed.value, colour, production }));
    });
  }

  signIn(...[id, signIn]: Parameters<Tenants['signIn']>): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const found = this.#parts.record.find(id);
      if (!found.ok) return found;
      const asked = await askCredential(this.#parts, found.value.name, signIn);
      if (!asked.ok) return asked;
      return this.#keep(asked.value, (signedIn) => ({ ...found.value, ...signedIn }));
    });
  }

  setAuthority(...[id, handle]: Parameters<Tenants['setAuthority']>): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const chosen = this.#authorities.find(handle);
      if (!chosen.ok) return chosen;
      const { value: authority } = chosen;
      return this.#replace(id, (before) => withAuthority(before, authority));
    });
  }

  /** Nothing changes at the tenant itself. */
  remove(id: TenantId): Promise<Result<void>> {
    return this.#turn(async () => {
      const found = this.#parts.record.find(id);
      if (!found.ok) return found;
      await this.#parts.ended(id, 'removed');
      const removed = this.#parts.record.change(({ tenants, leftovers }) =>
        ok({
          tenants: tenants.filter((each) => each.id !== id),
          leftovers: [...leftovers, found.value.credential],
        }),
      );
      if (!removed.ok) return removed;
      if (this.#parts.current.read() === id) this.#parts.current.remember(LOCAL_TENANT);
      await this.#tidy();
      this.#told();
      return done;
    });
  }

  async test(id: TenantId): Promise<Result<ConnectionTestView>> {
    const found = this.#parts.record.find(id);
    if (!found.ok) return found;
    const probe = this.#parts.probe(found.value);
    return ok({ steps: await testConnection(probe), ...probe.seen });
  }

  /** Whenever the keychain turns out to be readable. */
  tidy(): Promise<void> {
    return this.#turn(() => this.#tidy());
  }

  async #factsOf({ name, address, colour, production, confirmed, authority }: TypedTenant): Promise<Result<Facts>> {
    const [parsedName, parsedAddress, chosen] = [
      parseTenantName(name),
      parseTenantAddress(address),
      this.#authorities.find(authority),
    ];
    if (!parsedName.ok) return parsedName;
    if (!parsedAddress.ok) return parsedAddress;
    if (!chosen.ok) return chosen;
    const { origin, host } = parsedAddress.value;
    const concerns = await concernsNow(host, parsedAddress.value.concerns);
    if (!concerns.every((each) => confirmed.includes(each))) return fail({ code: 'address-unconfirmed', concerns });
    const base = { name: parsedName.value, origin, colour, production, confirmed: concerns };
    return ok(chosen.value ? { ...base, authority: chosen.value } : base);
  }

  async #keep(
    { signIn, credential }: AskedCredential,
    tenantWith: (signedIn: Pick<KeptTenant, 'signIn' | 'credential'>) => KeptTenant,
  ): Promise<Result<TenantView>> {
    const { record, credentials, ids } = this.#parts;
    const name = secretId(ids.next());
    const noted = record.change((body) => ok({ ...body, leftovers: [...body.leftovers, name] }));
    if (!noted.ok) return noted;
    const kept = await credentials.keep(name, credential);
    if (!kept.ok) {
      // One that fell silent may still carry out what it was asked, after it was told to forget.
      if (kept.failure.code !== 'keychain-silent') await this.#tidy();
      return kept;
    }
    const tenant = tenantWith({ signIn, credential: name });
    const written = record.change((body) => withKept(body, tenant));
    if (written.ok) await this.#parts.ended(tenant.id, 'changed');
    await this.#tidy();
    if (!written.ok) return written;
    this.#told();
    return ok(viewOf(tenant));
  }

  async #replace(id: TenantId, change: (before: KeptTenant) => KeptTenant): Promise<Result<TenantView>> {
    const found = this.#parts.record.find(id);
    if (!found.ok) return found;
    const tenant = change(found.value);
    const written = this.#parts.record.change((body) => withKept(body, tenant));
    if (!written.ok) return written;
    await this.#parts.ended(id, 'changed');
    this.#told();
    return ok(viewOf(tenant));
  }

  /** One that the keychain cannot forget now stays noted. */
  async #tidy(): Promise<void> {
    const { record, credentials } = this.#parts;
    const found = record.read();
    if (!found.ok || found.value.leftovers.length === 0) return;
    const gone = new Set<SecretId>();
    for (const id of found.value.leftovers) if ((await credentials.forget(id)).ok) gone.add(id);
    if (gone.size === 0) return;
    record.change((body) => ok({ ...body, leftovers: body.leftovers.filter((id) => !gone.has(id)) }));
  }

  #view(): Result<TenantsView> {
    const found = this.#parts.record.read();
    if (!found.ok) return found;
    return ok(viewOfAll(found.value.tenants, this.#parts.current.read()));
  }

  #told(): void {
    const view = this.#view();
    if (view.ok) this.#parts.announce(view.value);
  }
}

type Facts = Omit<KeptTenant, 'id' | 'signIn' | 'credential'>;

function withAuthority(tenant: KeptTenant, authority: Tenant['authority']): KeptTenant {
  const changed = { ...tenant };
  delete changed.authority;
  return authority ? { ...changed, authority } : changed;
}

/** The credential it had before is left over. */
function withKept({ tenants, leftovers }: TenantsBody, tenant: KeptTenant): Result<TenantsBody> {
  const before = tenants.find(({ id }) => id === tenant.id);
  const all = withTenant(tenants, tenant);
  if (!all.ok) return all;
  const old = before && before.credential !== tenant.credential ? [before.credential] : [];
  return ok({ tenants: all.value, leftovers: [...leftovers.filter((id) => id !== tenant.credential), ...old] });
}
