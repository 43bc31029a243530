/** Guesses at once, and then one every two seconds: 30 a minute, and the right secret waits two seconds at most once a flood has ended. */
const BURST = 10;
const REFILL_MS = 2_000;
/** Client ids that failed lately; the one that failed longest ago is forgotten first. */
const REMEMBERED = 1_000;

interface Bucket {
  readonly left: number;
  /** Of the monotonic clock, when `left` was counted. */
  readonly at: number;
}

/**
 * Slows down guessing beneath the client id lock, which a person may switch off: a token bucket for each client id that failed.
 * Whoever has not failed is not held up by those who have.
 */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();
  readonly #elapsed: () => number;

  /** `elapsed`: milliseconds of a clock that nobody sets. */
  constructor(elapsed: () => number = () => performance.now()) {
    this.#elapsed = elapsed;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Whole seconds to wait, for `Retry-After`; 0 when the secret may be looked at. */
  wait(clientId: string): number {
    const bucket = this.#now(clientId);
    return bucket.left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - bucket.left) * REFILL_MS) / 1000));
  }

  failed(clientId: string): void {
    const { left, at } = this.#now(clientId);
    // Last in the map is the one that failed last.
    this.#buckets.delete(clientId);
    this.#buckets.set(clientId, { left: Math.max(0, left - 1), at });
    if (this.#buckets.size <= REMEMBERED) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }

  succeeded(clientId: string): void {
    this.#buckets.delete(clientId);
  }

  #now(clientId: string): Bucket {
    const at = this.#elapsed();
    const known = this.#buckets.get(clientId);
    if (!known) return { left: BURST, at };
    return { left: Math.min(BURST, known.left + (at - known.at) / REFILL_MS), at };
  }
}
