import type { Failure } from '../../../core/domain/failure.ts';
import type { User } from '../../../core/domain/user.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';

const collator = new Intl.Collator('en');

/** The local tenant's test users by user name. Only this window changes them, so they are read when they are shown. */
export class Users {
  rows = $state.raw<readonly User[]>([]);
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  readonly #api: Pick<TrustDeskClient['users'], 'list'>;

  constructor(api: Pick<TrustDeskClient['users'], 'list'>) {
    this.#api = api;
  }

  async load(): Promise<void> {
    const listed = await this.#api.list();
    this.failure = listed.ok ? null : listed.failure;
    if (listed.ok) this.#show(listed.value);
    if (listed.ok || this.status === 'loading') this.status = listed.ok ? 'ready' : 'failed';
  }

  /** Takes over what a call has just answered. */
  accept(user: User): void {
    this.#show([...this.rows.filter(({ id }) => id !== user.id), user]);
  }

  drop(id: User['id']): void {
    this.rows = this.rows.filter((user) => user.id !== id);
  }

  #show(users: readonly User[]): void {
    this.rows = users.toSorted((one, other) => collator.compare(one.userName, other.userName));
  }
}
