import { invalid, type ApiError } from './api-error.ts';
import { isList, isObject, memberOf } from './json-value.ts';
import type { Json, JsonObject } from './wire.ts';

/** What a member may hold. Objects have the members that are named, and no other. */
export type MemberRule =
  | 'text'
  | 'flag'
  | 'number'
  /** An object of which nothing more is known. */
  | 'object'
  | { readonly list: MemberRule }
  | { readonly members: Readonly<Record<string, MemberRule>> };

export const list = (of: MemberRule): MemberRule => ({ list: of });
export const members = (named: Readonly<Record<string, MemberRule>>): MemberRule => ({ members: named });

/** How a place is named in an error and in a PATCH. */
export const pathOf = (parent: string, name: string | number): string => `${parent}/${name}`;

/** The first member that is unknown or of another type; undefined when there is none. */
export function violation(rule: MemberRule, value: Json, path = ''): ApiError | undefined {
  if (typeof rule === 'string') return isOf(rule, value) ? undefined : invalid(path, TYPES[rule]);
  if ('list' in rule) {
    if (!isList(value)) return invalid(path, 'It must be a list.');
    return first(value.map((each, index) => () => violation(rule.list, each, pathOf(path, index))));
  }
  if (!isObject(value)) return invalid(path, TYPES.object);
  return first(
    Object.entries(value).map(
      ([name, each]) =>
        () =>
          memberViolation(rule.members, [name, each], path),
    ),
  );
}

function memberViolation(
  named: Readonly<Record<string, MemberRule>>,
  [name, value]: readonly [string, Json],
  path: string,
): ApiError | undefined {
  const rule = Object.hasOwn(named, name) ? named[name] : undefined;
  // Its name is the sender's own, and may be anything.
  return rule === undefined
    ? invalid(path, 'It has a member that is not known.')
    : violation(rule, value, pathOf(path, name));
}

const TYPES = {
  text: 'It must be a text.',
  flag: 'It must be true or false.',
  number: 'It must be a whole number.',
  object: 'It must be an object.',
} as const;

function isOf(type: keyof typeof TYPES, value: Json): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return Number.isSafeInteger(value);
    case 'object':
      return isObject(value);
  }
}

function first(checks: readonly (() => ApiError | undefined)[]): ApiError | undefined {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
}

/** The rule of what a path leads to; undefined for a path that leads nowhere. `-` and numbers are places in a list. */
export function ruleAt(rule: MemberRule, path: readonly string[]): MemberRule | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return rule;
  if (typeof rule === 'string') return undefined;
  if ('list' in rule) return isPlace(name) ? ruleAt(rule.list, rest) : undefined;
  const below = Object.hasOwn(rule.members, name) ? rule.members[name] : undefined;
  return below === undefined ? undefined : ruleAt(below, rest);
}

export const isPlace = (segment: string): boolean => /^(?:-|0|[1-9]\d{0,4})$/.test(segment);

/** A text of at most so many characters, as it is sent: nothing is cut or trimmed on the way. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}
