import type { Failure } from '../../../core/domain/failure.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { ApplicationView } from '../../../shared/ipc/views.ts';

type Api = Pick<TrustDeskClient['applications'], 'read' | 'changed' | 'listed'>;

/** The application whose page is open. A change of any application is read again: labels of others appear on its page. */
export class CurrentApplication {
  view = $state.raw<ApplicationView | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #api: Api;
  #id: ApplicationId | null = null;
  #listReadAt: string | null = null;
  /** Counts reads and newer facts, so that a late answer cannot replace a newer one. */
  #version = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    const ends = [
      this.#api.changed(() => void this.#read()),
      this.#api.listed(({ state }) => this.#listRead(state.readAt)),
    ];
    return () => ends.forEach((end) => end());
  }

  async open(id: ApplicationId | null): Promise<void> {
    if (id !== this.#id) {
      this.#id = id;
      this.#version += 1;
      this.view = null;
      this.failure = null;
    }
    await this.#read();
  }

  async retry(): Promise<void> {
    await this.#read();
  }

  /** Takes over what a call has just answered, so that the page need not wait for the event. */
  accept(view: ApplicationView): void {
    if (view.id !== this.#id) return;
    this.#version += 1;
    this.view = view;
    this.failure = null;
  }

  /** Who depends on the application is known from a remote tenant's list, which has been read to its end. */
  #listRead(readAt: string | null): void {
    if (readAt === this.#listReadAt) return;
    this.#listReadAt = readAt;
    void this.#read();
  }

  async #read(): Promise<void> {
    if (this.#id === null) return;
    const version = ++this.#version;
    const read = await this.#api.read({ applicationId: this.#id });
    if (version !== this.#version) return;
    this.failure = read.ok ? null : read.failure;
    // What was deleted meanwhile must not stay on screen as if it could be worked on.
    if (read.ok || read.failure.code === 'application-unknown') this.view = read.ok ? read.value : null;
  }
}
