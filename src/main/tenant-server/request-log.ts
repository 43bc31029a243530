import { parseResource } from '../../core/domain/token/asked-resource.ts';
import type { Told } from './endpoints/token.ts';
import type { AnsweredRequest } from './messages.ts';

const EVERY_MS = 250;
/** Of what a stranger sent. */
const TEXT_MAXIMUM = 64;

/** Gathers answered requests and hands them on a few times a second; the same again is counted, not repeated. */
export class RequestLog {
  readonly #post: (requests: readonly AnsweredRequest[]) => void;
  readonly #now: () => Date;
  #gathered = new Map<string, AnsweredRequest>();
  #timer: NodeJS.Timeout | undefined;

  constructor(post: (requests: readonly AnsweredRequest[]) => void, now: () => Date) {
    this.#post = post;
    this.#now = now;
  }

  add({ clientId, form, reason }: Told): void {
    const asked = parseResource(form?.get('resource') ?? '');
    const entry = {
      clientId: asClientId(clientId),
      dependency: asked?.kind === 'dependency' ? asked.name : null,
      grant: cut(form?.get('grant_type') || null),
      outcome: reason === null ? ('granted' as const) : ('refused' as const),
      reason,
    };
    const key = JSON.stringify(entry);
    const count = (this.#gathered.get(key)?.count ?? 0) + 1;
    // Last in the map is what came last.
    this.#gathered.delete(key);
    this.#gathered.set(key, { ...entry, time: this.#now().toISOString(), count });
    if (this.#gathered.size >= 200) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.size === 0) return;
    this.#post([...this.#gathered.values()]);
    this.#gathered = new Map();
  }
}

const cut = (text: string | null): string | null => (text === null ? null : text.slice(0, TEXT_MAXIMUM));

/** Somebody may have put the secret where the id belongs, so nothing is told that cannot be an id. */
const asClientId = (text: string | null): string | null =>
  text === null || /^[0-9a-f-]{1,64}$/i.test(text) ? text : 'not a client ID';
