import { REVOKED_MAXIMUM, type RevokedToken } from '../tenant-server/messages.ts';

/** What was revoked while this app runs, for a server that has to be started again. In memory: a restart of the app forgets it. */
export class RevokedTokens {
  /** The second of expiry, by token id; the oldest revocation first. */
  readonly #expiries = new Map<string, number>();

  note({ jti, exp }: RevokedToken): void {
    this.#expiries.set(jti, exp);
    if (this.#expiries.size <= REVOKED_MAXIMUM) return;
    const [oldest] = this.#expiries.keys();
    if (oldest !== undefined) this.#expiries.delete(oldest);
  }

  /** Those that have not expired, with a minute for a clock that is wrong; the others are forgotten. */
  unexpired(now: Date): readonly RevokedToken[] {
    for (const [jti, exp] of this.#expiries) if (exp * 1000 < now.getTime() - 60_000) this.#expiries.delete(jti);
    return [...this.#expiries].map(([jti, exp]) => ({ jti, exp }));
  }
}
