import type { SigningKeys } from './signing-keys.ts';

/** Runs something when the first of the retired keys need not be published any more; answers how to call it off. */
export function atNextRetirement({ retired }: SigningKeys, now: Date, run: () => void): () => void {
  if (retired.length === 0) return () => undefined;
  const first = Math.min(...retired.map(({ until }) => Date.parse(until)));
  const timer = setTimeout(run, Math.max(0, first - now.getTime()) + 1);
  timer.unref();
  return () => clearTimeout(timer);
}
