import { compareLabels } from '../../../core/domain/application.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import { fromJson } from '../../../shared/ipc/json-text.ts';
import type { ApplicationRow } from '../../../shared/ipc/views.ts';

type Api = Pick<TrustDeskClient['applications'], 'list' | 'changed'>;

const byLabel = (one: ApplicationRow, other: ApplicationRow): number => compareLabels(one.label, other.label);

/** All applications as the list shows them, by label, kept fresh by `applications.changed`. */
export class Applications {
  rows = $state.raw<readonly ApplicationRow[]>([]);
  /** `loading` until the first answer; later reads keep what is on screen. */
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  readonly #api: Api;
  #reading = false;
  #stale = false;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    const stop = this.#api.changed(() => void this.refresh());
    void this.refresh();
    return stop;
  }

  /** Reads again; a change that arrives meanwhile leads to one more read, however many there are. */
  async refresh(): Promise<void> {
    this.#stale = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#stale) {
      this.#stale = false;
      const listed = await this.#api.list();
      this.failure = listed.ok ? null : listed.failure;
      if (listed.ok) this.rows = fromJson(listed.value).toSorted(byLabel);
      if (listed.ok || this.status === 'loading') this.status = listed.ok ? 'ready' : 'failed';
    }
    this.#reading = false;
  }
}
