import type { Failure } from './failure.ts';

/** What every operation that may be refused answers: a value, or the one reason why not. Expected refusals are never thrown. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const done: Result<void> = { ok: true, value: undefined };

export const fail = (failure: Failure): Result<never> => ({ ok: false, failure });

/** Marks the place no closed union can reach; a new member makes the call a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable member: ${JSON.stringify(value)}`);
}
