import { targetOf, type Dependency } from '../dependency.ts';
import type { ProvidedApi } from '../provided-api.ts';
import type { ListDifference } from '../tenant-reply.ts';

/** What of `found` is not as in `expected`; undefined when nothing. The order says nothing. */
export const dependencyDifference = (
  expected: readonly Dependency[],
  found: readonly Dependency[],
): ListDifference | undefined =>
  difference(expected, found, (each) => JSON.stringify([each.providerId, targetOf(each)]));

export const apiDifference = (
  expected: readonly ProvidedApi[],
  found: readonly ProvidedApi[],
): ListDifference | undefined => difference(expected, found, (each) => each.description);

interface Named {
  readonly name: string;
}

function difference<T extends Named>(
  expected: readonly T[],
  found: readonly T[],
  essence: (each: T) => string,
): ListDifference | undefined {
  const [before, after] = [byName(expected), byName(found)];
  const names = (from: ReadonlyMap<string, T>, keep: (name: string, each: T) => boolean) =>
    [...from].filter(([name, each]) => keep(name, each)).map(([name]) => name);
  const told: ListDifference = {
    added: names(after, (name) => !before.has(name)),
    removed: names(before, (name) => !after.has(name)),
    changed: names(after, (name, each) => {
      const other = before.get(name);
      return other !== undefined && essence(other) !== essence(each);
    }),
  };
  return [told.added, told.removed, told.changed].every((each) => each.length === 0) ? undefined : told;
}

const byName = <T extends Named>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((each) => [each.name, each]));
