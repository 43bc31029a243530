import type { Ids } from '../../src/core/use-cases/ports.ts';

/** UUIDs that count up, so that a test can say which comes next. Two sources in one test need two `series` (0 to 9999). */
export function countedIds(series = 0): Ids {
  let count = 0;
  return { next: () => countedId((count += 1), series) };
}

export const countedId = (count: number, series = 0): string =>
  `00000000-0000-4000-8000-${String(series).padStart(4, '0')}${String(count).padStart(8, '0')}`;
