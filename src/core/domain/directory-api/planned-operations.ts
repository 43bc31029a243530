import type { FailureOf, ChangeableList } from '../failure.ts';
import { fail, done, type Result } from '../result.ts';
import type { ListDifference } from '../tenant-reply.ts';
import { textIn } from './any-case.ts';
import { isEqual, isList, isObject } from './json-value.ts';
import { AUTHENTICATION, type Json, type PatchOperationShape } from './wire.ts';

type Operations = readonly PatchOperationShape[];

const LISTS: Readonly<Record<string, ChangeableList>> = {
  [`/${AUTHENTICATION}/consumedApis`]: 'dependencies',
  [`/${AUTHENTICATION}/providedApis`]: 'apis',
  [`/${AUTHENTICATION}/openIdConnectConfiguration/restrictedGrantTypes`]: 'grants',
};

/**
 * Whether what is to be written now is what was planned. Entries are compared with all they hold, members that nobody knows
 * included; their order says nothing. Failure: list-changed-meanwhile.
 */
export function checkPlanned(planned: Operations, now: Operations): Result<void> {
  for (const path of new Set([...planned, ...now].map((each) => each.path))) {
    const difference = differenceOf(valueAt(planned, path), valueAt(now, path));
    const list = LISTS[path] ?? 'dependencies';
    if (difference) return changed({ list, difference, written: false });
  }
  return done;
}

const changed = (facts: Omit<FailureOf<'list-changed-meanwhile'>, 'code'>): Result<never> =>
  fail({ code: 'list-changed-meanwhile', ...facts });

const valueAt = (operations: Operations, path: string): Json | undefined =>
  operations.find((each) => each.path === path)?.value;

function differenceOf(planned: Json | undefined, now: Json | undefined): ListDifference | undefined {
  const [before, after] = [entriesOf(planned), entriesOf(now)];
  const told: ListDifference = {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...after].flatMap(([name, each]) => {
      const other = before.get(name);
      return other === undefined || isEqual(other, each) ? [] : [name];
    }),
  };
  return [told.added, told.removed, told.changed].every((each) => each.length === 0) ? undefined : told;
}

/** By name; what has none goes by all that it is. */
function entriesOf(value: Json | undefined): ReadonlyMap<string, Json> {
  if (value === undefined) return new Map();
  const list = isList(value) ? value : [value];
  return new Map(list.map((entry) => [nameOf(entry), entry]));
}

function nameOf(entry: Json): string {
  if (typeof entry === 'string') return entry;
  return (isObject(entry) ? textIn(entry, 'name') : undefined) ?? JSON.stringify(entry);
}
