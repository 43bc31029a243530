import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { StoreNotice } from '../../../core/domain/store-notice.ts';

type Api = Pick<TrustDeskClient['app'], 'notices' | 'noticesChanged'>;

/** What a person should know about the stored data. Dismissing lasts until the next start. */
export class Notices {
  all = $state.raw<readonly StoreNotice[]>([]);
  readonly #api: Api;
  /** As they were: what is read again are others. */
  readonly #dismissed: string[] = [];

  constructor(api: Api) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    void this.load();
    return this.#api.noticesChanged(() => void this.load());
  }

  async load(): Promise<void> {
    const notices = await this.#api.notices();
    if (notices.ok) this.all = notices.value.filter((each) => !this.#dismissed.includes(JSON.stringify(each)));
  }

  dismiss(notice: StoreNotice): void {
    this.#dismissed.push(JSON.stringify(notice));
    this.all = this.all.filter((each) => each !== notice);
  }
}
