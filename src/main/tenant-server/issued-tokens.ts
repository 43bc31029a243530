import { hash, randomBytes } from 'node:crypto';
import type { Claims } from '../../core/domain/token/claims.ts';
import { REVOKED_MAXIMUM, type RevokedToken } from './messages.ts';

/** As many opaque tokens are remembered; the oldest goes first, and its owner asks for another. */
const OPAQUE_MAXIMUM = 10_000;

/** What of issued tokens cannot stand in them. Kept in memory: a restart ends opaque tokens. */
export class IssuedTokens {
  /** By hash, so that a look at the memory gives no usable token. */
  readonly #opaque = new Map<string, Claims>();
  /** Token ids with the second in which they would have expired. */
  readonly #revoked = new Map<string, number>();

  /** A handle for these claims: 256 bits from the system. */
  keepOpaque(claims: Claims): string {
    const handle = randomBytes(32).toString('base64url');
    this.#opaque.set(hashed(handle), claims);
    dropOldest(this.#opaque, OPAQUE_MAXIMUM);
    return handle;
  }

  opaque(handle: string): Claims | undefined {
    return this.#opaque.get(hashed(handle));
  }

  revoke({ jti, exp }: RevokedToken, now: Date): void {
    for (const [known, end] of this.#revoked) if (end * 1000 < now.getTime() - 60_000) this.#revoked.delete(known);
    this.#revoked.set(jti, exp);
    dropOldest(this.#revoked, REVOKED_MAXIMUM);
  }

  /** What was revoked before this process began. */
  restore(revoked: readonly RevokedToken[]): void {
    for (const { jti, exp } of revoked) this.#revoked.set(jti, exp);
  }

  isRevoked(jti: string): boolean {
    return this.#revoked.has(jti);
  }
}

const hashed = (text: string): string => hash('sha256', text, 'base64url');

function dropOldest(map: Map<string, unknown>, maximum: number): void {
  if (map.size <= maximum) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
