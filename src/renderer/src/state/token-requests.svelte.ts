import type { Failure } from '../../../core/domain/failure.ts';
import type { RequestOutcome } from '../../../core/domain/token-request.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { TokenRequestView } from '../../../shared/ipc/tenant-views.ts';

type Api = Pick<TrustDeskClient['requests'], 'list' | 'changed'>;

/** The recent token requests, of one outcome or of all, kept fresh while they are shown. */
export class TokenRequests {
  rows = $state.raw<readonly TokenRequestView[]>([]);
  outcome = $state<RequestOutcome | 'all'>('all');
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  readonly #api: Api;
  #version = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    const stop = this.#api.changed(() => void this.load());
    void this.load();
    return stop;
  }

  async filter(outcome: RequestOutcome | 'all'): Promise<void> {
    this.outcome = outcome;
    await this.load();
  }

  async load(): Promise<void> {
    const version = ++this.#version;
    const listed = await this.#api.list({ outcome: this.outcome });
    // A later question has been asked meanwhile.
    if (version !== this.#version) return;
    this.failure = listed.ok ? null : listed.failure;
    if (listed.ok) this.rows = listed.value;
    if (listed.ok || this.status === 'loading') this.status = listed.ok ? 'ready' : 'failed';
  }
}
