import type { TenantId } from '../../../core/domain/identifiers.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { done, type Result } from '../../../core/domain/result.ts';
import { LOCAL_TENANT } from '../../../core/domain/tenant.ts';
import { LOCAL_NAME } from '../../../core/domain/tenant-fields.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { TenantsView, TenantView } from '../../../shared/ipc/tenants-views.ts';

/** Shows the screens of another tenant in place of these. */
export type ShowTenant = (id: TenantId) => void;

const LOCAL: TenantView = {
  ...{ id: LOCAL_TENANT, name: LOCAL_NAME, origin: null, colour: 'grey', production: false, signIn: null },
  authority: null,
};

/** The tenants that a person works in, and the one that these screens show. */
export class Tenants {
  all = $state.raw<readonly TenantView[]>([LOCAL]);
  /** Of asking for the list. */
  failure = $state.raw<Failure | null>(null);
  /** The tenant of these screens; as it was known last, should it be gone. */
  readonly current = $derived.by(() => this.all.find(({ id }) => id === this.#id) ?? { ...LOCAL, id: this.#id });
  readonly isLocal: boolean;
  readonly #id: TenantId;
  readonly #api: Pick<TrustDeskClient['tenants'], 'list' | 'open' | 'changed'>;
  readonly #show: ShowTenant;

  constructor(api: Pick<TrustDeskClient['tenants'], 'list' | 'open' | 'changed'>, id: TenantId, show: ShowTenant) {
    this.#api = api;
    this.#id = id;
    this.#show = show;
    this.isLocal = id === LOCAL_TENANT;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    return this.#api.changed((view) => this.#take(view));
  }

  async load(): Promise<Result<TenantsView>> {
    const listed = await this.#api.list();
    this.failure = listed.ok ? null : listed.failure;
    if (listed.ok) this.#take(listed.value);
    return listed;
  }

  /** Goes to another tenant; nothing happens for the one that is shown. Whoever asked for it shows why it did not work. */
  async switchTo(id: TenantId): Promise<Result<void>> {
    if (id === this.#id) return done;
    const opened = await this.#api.open({ tenantId: id });
    if (opened.ok) this.#show(id);
    return opened;
  }

  #take(view: TenantsView): void {
    this.all = view.tenants;
    // What was removed cannot be worked in.
    if (!this.isLocal && !view.tenants.some(({ id }) => id === this.#id)) this.#show(LOCAL_TENANT);
  }
}
