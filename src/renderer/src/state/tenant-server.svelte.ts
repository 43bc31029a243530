import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { TenantServerView } from '../../../shared/ipc/tenant-views.ts';

/** The local tenant's server, as main sees it now. */
export class TenantServer {
  /** Null until main has said. */
  view = $state.raw<TenantServerView | null>(null);
  readonly #api: TrustDeskClient['tenantServer'];

  constructor(api: TrustDeskClient['tenantServer']) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    const stop = this.#api.changed((view) => (this.view = view));
    void this.#load();
    return stop;
  }

  async #load(): Promise<void> {
    const before = this.view;
    const state = await this.#api.state();
    // An event that came first is newer than this answer.
    if (state.ok && this.view === before) this.view = state.value;
  }
}
