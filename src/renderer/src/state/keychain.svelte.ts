import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { KeychainView } from '../../../shared/ipc/views.ts';
import { Action } from './action.svelte.ts';

/** What the keychain lets us do, and the two things a person can do about it. */
export class Keychain {
  view = $state.raw<KeychainView>({ state: 'unknown', throwAway: false, pendingTidyUp: 0 });
  readonly check: Action<void, KeychainView>;
  readonly useSession: Action<void, KeychainView>;
  readonly #api: TrustDeskClient['keychain'];

  constructor(api: TrustDeskClient['keychain']) {
    this.#api = api;
    this.check = new Action(async () => this.#keep(await api.check()));
    this.useSession = new Action(async () => this.#keep(await api.useSession()));
  }

  /** Whether secrets can be kept and read now, in the keychain or in the session. */
  get usable(): boolean {
    return this.view.state === 'ready' || this.view.state === 'session';
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

  #keep<R extends Awaited<ReturnType<TrustDeskClient['keychain']['state']>>>(answer: R): R {
    if (answer.ok) this.view = answer.value;
    return answer;
  }
}
