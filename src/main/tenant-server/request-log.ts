import { isUuid } from '../../core/domain/identifiers.ts';
import { parseResource } from '../../core/domain/token/asked-resource.ts';
import { isGrantName } from '../../core/domain/token/token-policy.ts';
import type { Told } from './answered.ts';
import type { AnsweredRequest } from './messages.ts';

const EVERY_MS = 250;
/** Not served, but nothing secret (RFC 6749, 4). */
const OTHER_GRANTS = ['authorization_code', 'password', 'refresh_token'];

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
      grant: asGrant(form?.get('grant_type') || null),
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

/** Somebody may have put the secret where something else belongs, so nothing is told that does not look like what it should be. */
const asClientId = (text: string | null): string | null => (text === null || isUuid(text) ? text : 'not a client ID');

const asGrant = (text: string | null): string | null =>
  text === null || isGrantName(text) || OTHER_GRANTS.includes(text) ? text : 'not a known grant';
