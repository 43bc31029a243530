import type { Failure } from './failure.ts';

/** How well the applications of a tenant are known. The local tenant's always are: `ready`, and never read from elsewhere. */
export interface ListState {
  /** `filling`: it is being read, and what has come so far is shown. `failed`: what was known before is shown. */
  readonly status: 'filling' | 'ready' | 'failed';
  /** ISO 8601: the end of the last whole reading. Null: there was none. */
  readonly readAt: string | null;
  /** Only when failed. */
  readonly failure: Failure | null;
}

export const ALWAYS_READY: ListState = { status: 'ready', readAt: null, failure: null };
