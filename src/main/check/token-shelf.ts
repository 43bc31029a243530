import type { KeptToken } from '../../core/use-cases/call-api.ts';

interface Parts {
  readonly now: () => Date;
  /** A random UUID: a handle cannot be guessed. */
  readonly nextHandle: () => string;
}

export interface TokenShelf {
  /** `expires`: ISO 8601, where the token says so. Answers the handle. */
  keep(token: KeptToken, expires: string | null): string;
  take(handle: string): KeptToken | undefined;
}

const MAXIMUM = 8;
const KEPT_MS = 60 * 60 * 1000;

/** Tokens of the last few checks, in memory only. The window names them by handle and never sees them. */
export function createTokenShelf({ now, nextHandle }: Parts): TokenShelf {
  const kept = new Map<string, { readonly token: KeptToken; readonly until: number }>();
  const tidy = () => {
    for (const [handle, { until }] of kept) if (until <= now().getTime()) kept.delete(handle);
    // In the order they were kept: the oldest go first.
    for (const handle of [...kept.keys()].slice(0, Math.max(0, kept.size - MAXIMUM))) kept.delete(handle);
  };
  return {
    keep: (token, expires) => {
      const handle = nextHandle();
      const atMost = now().getTime() + KEPT_MS;
      kept.set(handle, { token, until: Math.min(atMost, expires === null ? atMost : Date.parse(expires)) });
      tidy();
      return handle;
    },
    take: (handle) => {
      tidy();
      return kept.get(handle)?.token;
    },
  };
}
