import type { Failure } from '../../../core/domain/failure.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { UnfinishedCreationView } from '../../../shared/ipc/creation-views.ts';

type Api = Pick<TrustDeskClient['dependencies'], 'unfinished' | 'unfinishedChanged'>;

/** Creations in this tenant that have stopped half way; none in the local one, which writes them in one step. */
export class UnfinishedCreations {
  all = $state.raw<readonly UnfinishedCreationView[]>([]);
  failure = $state.raw<Failure | null>(null);
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    return this.#api.unfinishedChanged(() => void this.load());
  }

  async load(): Promise<void> {
    const found = await this.#api.unfinished();
    this.failure = found.ok ? null : found.failure;
    if (found.ok) this.all = found.value;
  }
}
