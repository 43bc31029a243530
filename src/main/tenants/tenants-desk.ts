import { secretId, tenantId, type TenantId } from '../../core/domain/identifiers.ts';
import type { UnfinishedCreation } from '../../core/domain/creation.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { LOCAL_TENANT, type Tenant } from '../../core/domain/tenant.ts';
import { parseTenantAddress } from '../../core/domain/tenant-address.ts';
import { parseTenantName, withTenant } from '../../core/domain/tenant-fields.ts';
import type { Ids } from '../../core/use-cases/ports.ts';
import type { Asking, P12Reader } from '../../core/use-cases/tenant-ports.ts';
import { testConnection } from '../../core/use-cases/test-connection.ts';
import type { TypedSignIn, TypedTenant } from '../../shared/ipc/call-inputs.ts';
import type { AddressView, ConnectionTestView, TenantsView, TenantView } from '../../shared/ipc/tenants-views.ts';
import type { Tenants } from '../ipc/tenants-counter.ts';
import { createTurn } from '../ipc/turn.ts';
import { askCredential, type AskedCredential } from './asked-credential.ts';
import { createChosenAuthorities, type ChosenAuthorities } from './authorities.ts';
import type { createConnectionProbe } from './connection-probe.ts';
import { LeftBehind, type TidyParts } from './left-behind.ts';
import { TenantAddresses, type AddressParts } from './tenant-addresses.ts';
import { viewOf, viewOfAll } from './tenants-view.ts';
import type { KeptTenant, TenantsBody } from './tenants-record.ts';

export interface TenantsDeskParts extends AddressParts, TidyParts {
  readonly asking: Asking;
  readonly p12: P12Reader;
  readonly ids: Ids;
  readonly current: { read(): TenantId; remember(id: TenantId): void };
  readonly probe: (tenant: KeptTenant) => ReturnType<typeof createConnectionProbe>;
  /** Whether it can be worked in. Failures: tenant-*, store-*. */
  readonly opens: (id: TenantId) => Promise<Result<unknown>>;
  /** The tenant is another one than before, or gone: what was opened of it is closed. */
  readonly ended: (id: TenantId) => Promise<void>;
  /** Creations in this tenant that stopped half way. Failure: store-damaged. */
  readonly unfinished: (id: TenantId) => Promise<Result<readonly UnfinishedCreation[]>>;
  readonly announce: (view: TenantsView) => void;
}

/**
 * The tenants of a person. A credential stands in the record as a leftover before it is kept and before it is forgotten: whatever
 * a crash leaves is tidied later.
 */
export class TenantsDesk implements Tenants {
  readonly #parts: TenantsDeskParts;
  readonly #authorities: ChosenAuthorities;
  readonly #addresses: TenantAddresses;
  readonly #left: LeftBehind;
  readonly #turn = createTurn();

  constructor(parts: TenantsDeskParts) {
    this.#parts = parts;
    this.#authorities = createChosenAuthorities(parts.asking);
    this.#addresses = new TenantAddresses(parts);
    this.#left = new LeftBehind(parts);
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

  examine({ address, authority }: Parameters<Tenants['examine']>[0]): Promise<Result<AddressView>> {
    const chosen = this.#authorities.find(authority);
    return chosen.ok ? this.#addresses.examine(address, chosen.value) : Promise.resolve(chosen);
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
      const asked = await this.#ask(facts.value, typed.signIn);
      if (!asked.ok) return asked;
      return this.#keep(asked.value, (signedIn) => ({ ...facts.value, ...signedIn, id }));
    });
  }

  change({ tenantId: id, name, colour, production }: Parameters<Tenants['change']>[0]): Promise<Result<TenantView>> {
    return this.#turn(() => {
      const parsed = parseTenantName(name);
      if (!parsed.ok) return Promise.resolve(parsed);
      // Whoever works in it goes on: none of its requests knows of these.
      return Promise.resolve(this.#replace(id, (before) => ({ ...before, name: parsed.value, colour, production })));
    });
  }

  signIn(...[id, signIn]: Parameters<Tenants['signIn']>): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const found = this.#parts.record.find(id);
      if (!found.ok) return found;
      const asked = await this.#ask(found.value, signIn);
      if (!asked.ok) return asked;
      return this.#keep(asked.value, (signedIn) => ({ ...found.value, ...signedIn }));
    });
  }

  setAuthority(...[id, handle]: Parameters<Tenants['setAuthority']>): Promise<Result<TenantView>> {
    return this.#turn(async () => {
      const chosen = this.#authorities.find(handle);
      if (!chosen.ok) return chosen;
      const { value: authority } = chosen;
      const changed = this.#replace(id, (before) => withAuthority(before, authority));
      if (changed.ok) await this.#parts.ended(id);
      return changed;
    });
  }

  /** Nothing changes at the tenant itself. It counts no more before anything of it goes, which what is locked does later. */
  remove({ tenantId: id, abandoned }: Parameters<Tenants['remove']>[0]): Promise<Result<void>> {
    return this.#turn(async () => {
      const found = this.#parts.record.find(id);
      if (!found.ok) return found;
      const unfinished = await this.#parts.unfinished(id);
      if (!unfinished.ok) return unfinished;
      if (!unfinished.value.every((each) => abandoned.includes(each.id)))
        return fail({ code: 'tenant-unfinished-creations', creations: unfinished.value });
      const removed = this.#parts.record.change((body) => ok(without(body, found.value)));
      if (!removed.ok) return removed;
      if (this.#parts.current.read() === id) this.#parts.current.remember(LOCAL_TENANT);
      this.#told();
      await this.#parts.ended(id);
      await this.#left.tidy();
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
    return this.#turn(() => this.#left.tidy());
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
    const judged = await this.#addresses.judge(parsedAddress.value, confirmed, chosen.value);
    if (!judged.ok) return judged;
    const { origin } = parsedAddress.value;
    const base = { name: parsedName.value, origin, colour, production, confirmed: judged.value };
    return ok(chosen.value ? { ...base, authority: chosen.value } : base);
  }

  async #ask(tenant: Pick<Tenant, 'name' | 'origin'>, signIn: TypedSignIn): Promise<Result<AskedCredential>> {
    const open = await this.#parts.credentials.check(secretId(this.#parts.ids.next()));
    return open.ok ? askCredential(this.#parts, tenant, signIn) : open;
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
      if (kept.failure.code !== 'keychain-silent') await this.#left.tidy();
      return kept;
    }
    const tenant = tenantWith({ signIn, credential: name });
    const written = record.change((body) => withKept(body, tenant));
    if (written.ok) await this.#parts.ended(tenant.id);
    await this.#left.tidy();
    if (!written.ok) return written;
    this.#told();
    return ok(viewOf(tenant));
  }

  #replace(id: TenantId, change: (before: KeptTenant) => KeptTenant): Result<TenantView> {
    const found = this.#parts.record.find(id);
    if (!found.ok) return found;
    const tenant = change(found.value);
    const written = this.#parts.record.change((body) => withKept(body, tenant));
    if (!written.ok) return written;
    this.#told();
    return ok(viewOf(tenant));
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
function withKept({ tenants, leftovers, removed }: TenantsBody, tenant: KeptTenant): Result<TenantsBody> {
  const before = tenants.find(({ id }) => id === tenant.id);
  const all = withTenant(tenants, tenant);
  if (!all.ok) return all;
  const old = before && before.credential !== tenant.credential ? [before.credential] : [];
  return ok({
    removed,
    tenants: all.value,
    leftovers: [...leftovers.filter((id) => id !== tenant.credential), ...old],
  });
}

/** Its credential and all else that is kept of it are left over. */
const without = ({ tenants, leftovers, removed }: TenantsBody, { id, credential }: KeptTenant): TenantsBody => ({
  tenants: tenants.filter((each) => each.id !== id),
  leftovers: [...leftovers, credential],
  removed: [...removed, id],
});
