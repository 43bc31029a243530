import type { Scheme, TenantPorts } from '../../../core/domain/local-tenant.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { TenantServerView } from '../../../shared/ipc/tenant-views.ts';
import { Action } from './action.svelte.ts';

/** The local tenant's server, as main sees it now, and what a person can do with it. */
export class TenantServer {
  /** Null until main has said. */
  view = $state.raw<TenantServerView | null>(null);
  readonly enable: Action<boolean, TenantServerView>;
  readonly setPorts: Action<TenantPorts, TenantServerView>;
  readonly rotateKey: Action<void, TenantServerView>;
  readonly switchDirectoryApi: Action<boolean, TenantServerView>;
  readonly regenerateSecret: Action<void, TenantServerView>;
  /** Takes a free port instead of the one of this scheme. */
  readonly takeFreePort: Action<Scheme, TenantServerView>;
  readonly #api: TrustDeskClient['tenantServer'];

  constructor(api: TrustDeskClient['tenantServer']) {
    this.#api = api;
    this.enable = new Action(async (enabled) => this.#keep(await api.enable({ enabled })));
    this.setPorts = new Action(async (ports) => this.#keep(await api.setPorts(ports)));
    this.rotateKey = new Action(async () => this.#keep(await api.rotateKey()));
    this.switchDirectoryApi = new Action(async (enabled) => this.#keep(await api.switchDirectoryApi({ enabled })));
    this.regenerateSecret = new Action(async () => this.#keep(await api.regenerateSecret()));
    this.takeFreePort = new Action(async (scheme) => {
      const offered = await api.offerPort({ scheme });
      if (!offered.ok) return offered;
      return this.#keep(await api.setPorts({ ...this.#ports, [scheme]: offered.value.port }));
    });
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    const stop = this.#api.changed((view) => (this.view = view));
    void this.#load();
    return stop;
  }

  get #ports(): TenantPorts {
    const listeners = this.view?.listeners;
    return { http: listeners?.http.port ?? 0, https: listeners?.https.port ?? 0 };
  }

  async #load(): Promise<void> {
    const before = this.view;
    const state = await this.#api.state();
    // An event that came first is newer than this answer.
    if (state.ok && this.view === before) this.view = state.value;
  }

  #keep<R extends Awaited<ReturnType<TrustDeskClient['tenantServer']['state']>>>(answer: R): R {
    if (answer.ok) this.view = answer.value;
    return answer;
  }
}
