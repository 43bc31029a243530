/** Random numbers one can have again: the same seed, the same numbers (mulberry32). */
export interface Chance {
  /** A whole number from 0 up to, and not including, `limit`. */
  below(limit: number): number;
  oneOf<T>(choices: readonly T[]): T | undefined;
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneOf: (choices) => choices[below(choices.length)] };
}
