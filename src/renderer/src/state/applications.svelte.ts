import type { Failure } from '../../../core/domain/failure.ts';
import { ALWAYS_READY, type ListState } from '../../../core/domain/list-state.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import { fromJson } from '../../../shared/ipc/json-text.ts';
import type { ApplicationRow, ListedView } from '../../../shared/ipc/views.ts';
import { joinedNews } from './list-news.ts';
import { byLabel, mergedRows } from './sorted-rows.ts';

/** News of a remote tenant's list waits no longer than this for a moment in which nothing else is to be done. */
const NEWS_WAITS_MS = 200;

type Api = Pick<TrustDeskClient['applications'], 'list' | 'listState' | 'refresh' | 'listed' | 'changed'>;

/**
 * All applications as the list shows them, by label. Those of the local tenant are read again after each change; those of a remote
 * one, thousands perhaps, come once and then as differences.
 */
export class Applications {
  rows = $state.raw<readonly ApplicationRow[]>([]);
  /** `loading` until the first answer; later reads keep what is on screen. */
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  /** How well a remote tenant's list is known. */
  list = $state.raw<ListState>(ALWAYS_READY);
  readonly #api: Api;
  readonly #comesInParts: boolean;
  #reading = false;
  #stale = false;
  /** In the order they came: keys and frames go before them, and pages that come together are one change of the list. */
  readonly #news: ListedView[] = [];

  constructor(api: Api, comesInParts = false) {
    this.#api = api;
    this.#comesInParts = comesInParts;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    void this.refresh();
    if (!this.#comesInParts) return this.#api.changed(() => void this.refresh());
    return this.#api.listed((news) => this.#take(news));
  }

  /** Reads again; a change that arrives meanwhile leads to one more read, however many there are. */
  async refresh(): Promise<void> {
    this.#stale = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#stale) {
      this.#stale = false;
      await this.#readOnce();
    }
    this.#reading = false;
  }

  /** Has a remote tenant asked for everything again; what is known stays on screen. */
  async readAgain(): Promise<void> {
    const state = await this.#api.refresh();
    if (state.ok) this.list = state.value;
  }

  async #readOnce(): Promise<void> {
    const state = this.#comesInParts ? await this.#api.listState() : undefined;
    const listed = await this.#api.list();
    this.failure = listed.ok ? null : listed.failure;
    if (state?.ok) this.list = state.value;
    if (listed.ok) this.rows = fromJson(listed.value).toSorted(byLabel);
    if (listed.ok || this.status === 'loading') this.status = listed.ok ? 'ready' : 'failed';
  }

  #take(news: ListedView): void {
    this.#news.push(news);
    // Whoever has deleted something comes back to the list in the same moment: the focus must not find what is gone.
    if (news.removed.length > 0) this.#takeNews();
    else if (this.#news.length === 1) requestIdleCallback(() => this.#takeNews(), { timeout: NEWS_WAITS_MS });
  }

  #takeNews(): void {
    const news = this.#news.splice(0);
    this.list = news.at(-1)?.state ?? this.list;
    const { found, removed } = joinedNews(news);
    if (found.length === 0 && removed.length === 0) return;
    this.rows = mergedRows(this.rows, found, removed);
    // What was being read may be older than this.
    if (this.#reading) this.#stale = true;
  }
}
