import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { StoreNoticeView } from '../../../shared/ipc/views.ts';

/** What a person should know about the stored data. Dismissing lasts until the next start. */
export class Notices {
  all = $state.raw<readonly StoreNoticeView[]>([]);
  readonly #api: Pick<TrustDeskClient['app'], 'notices'>;

  constructor(api: Pick<TrustDeskClient['app'], 'notices'>) {
    this.#api = api;
  }

  async load(): Promise<void> {
    const notices = await this.#api.notices();
    if (notices.ok) this.all = notices.value;
  }

  dismiss(notice: StoreNoticeView): void {
    this.all = this.all.filter((each) => each !== notice);
  }
}
