import type { Clock } from '../../src/core/use-cases/ports.ts';

export interface FixedClock extends Clock {
  /** Moves the time on by so many seconds. */
  pass(seconds: number): void;
  /** Somebody sets the clock by so many seconds; no time passes. */
  set(seconds: number): void;
  /** Milliseconds that have passed, however the clock was set. */
  readonly elapsedMs: () => number;
}

/** A time that stands still until it is told to move. */
export function fixedClock(start = '2026-03-01T09:30:00.000Z'): FixedClock {
  let now = Date.parse(start);
  let elapsed = 0;
  return {
    now: () => new Date(now),
    pass: (seconds) => {
      now += seconds * 1000;
      elapsed += seconds * 1000;
    },
    set: (seconds) => {
      now += seconds * 1000;
    },
    elapsedMs: () => elapsed,
  };
}
