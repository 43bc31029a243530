import { invalid, type ApiError } from './api-error.ts';
import { lengthOf } from '../text.ts';
import { isList, isObject, memberOf } from './json-value.ts';
import type { Json, JsonObject } from './wire.ts';

/** What a member may hold. Objects have the members that are named, and no other. */
export type MemberRule =
  | 'text'
  | 'flag'
  | 'number'
  /** An object of which nothing more is known. */
  | 'object'
  | { readonly choices: readonly string[] }
  | { readonly minimum: number; readonly maximum: number }
  /** A text that has this form as a whole. */
  | { readonly form: RegExp; readonly maximum: number }
  | { readonly list: MemberRule; readonly maximum: number }
  | { readonly members: Members };

type Members = Readonly<Record<string, MemberRule>>;

export const oneOf = (...choices: readonly string[]): MemberRule => ({ choices });
export const between = (minimum: number, maximum: number): MemberRule => ({ minimum, maximum });
export const list = (of: MemberRule, maximum = Infinity): MemberRule => ({ list: of, maximum });
export const members = (named: Members): MemberRule => ({ members: named });

/** How a place is named in an error and in a PATCH. */
export const pathOf = (parent: string, name: string | number): string => `${parent}/${name}`;

/** The first member that is unknown, of another type or out of its bounds; undefined when there is none. */
export function violation(rule: MemberRule, value: Json, path = ''): ApiError | undefined {
  if (typeof rule === 'string') return isOf(rule, value) ? undefined : invalid(path, TYPES[rule]);
  if ('members' in rule) return membersViolation(rule.members, value, path);
  if ('list' in rule) {
    if (!isList(value)) return invalid(path, 'It must be a list.');
    if (value.length > rule.maximum) return invalid(path, `At most ${rule.maximum}.`);
    return first(value.map((each, index) => () => violation(rule.list, each, pathOf(path, index))));
  }
  const problem = problemOf(rule, value);
  return problem === undefined ? undefined : invalid(path, problem);
}

type Bounded = Exclude<MemberRule, string | { readonly list: MemberRule } | { readonly members: Members }>;

function problemOf(rule: Bounded, value: Json): string | undefined {
  if ('choices' in rule)
    return typeof value === 'string' && rule.choices.includes(value)
      ? undefined
      : `It must be one of ${rule.choices.join(', ')}.`;
  if ('minimum' in rule) {
    const isWithin = typeof value === 'number' && value >= rule.minimum && value <= rule.maximum;
    return isWithin && Number.isSafeInteger(value)
      ? undefined
      : `It must be a whole number between ${rule.minimum} and ${rule.maximum}.`;
  }
  if (typeof value !== 'string') return TYPES.text;
  if (lengthOf(value) > rule.maximum) return `At most ${rule.maximum}.`;
  return rule.form.test(value) ? undefined : `It must match ${rule.form.source}.`;
}

function membersViolation(named: Members, value: Json, path: string): ApiError | undefined {
  if (!isObject(value)) return invalid(path, TYPES.object);
  return first(
    Object.entries(value).map(([name, each]) => () => {
      const rule = Object.hasOwn(named, name) ? named[name] : undefined;
      // Its name is the sender's own, and may be anything.
      return rule === undefined
        ? invalid(path, 'It has a member that is not known.')
        : violation(rule, each, pathOf(path, name));
    }),
  );
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

/** What a path leads to, with the path in the spelling of the rules; undefined for one that leads nowhere. */
export function placeAt(
  rule: MemberRule,
  path: readonly string[],
): { readonly rule: MemberRule; readonly path: readonly string[] } | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return { rule, path: [] };
  if (typeof rule === 'string') return undefined;
  const known = 'members' in rule ? spellingIn(rule.members, name) : isPlace(name) ? name : undefined;
  const below = 'members' in rule ? rule.members[known ?? ''] : 'list' in rule ? rule.list : undefined;
  if (known === undefined || below === undefined) return undefined;
  const place = placeAt(below, rest);
  return place && { rule: place.rule, path: [known, ...place.path] };
}

/** `-` and numbers are places in a list. */
export const isPlace = (segment: string): boolean => /^(?:-|0|[1-9]\d{0,4})$/.test(segment);

/** SAP's older description writes `appID` where recordings have `appId`. */
function spellingIn(named: Members, name: string): string | undefined {
  if (Object.hasOwn(named, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(named).find((each) => each.toLowerCase() === folded);
}

/** With members by the names that the rules have, in whatever case they came. What is not known stays, to be refused. */
export function spelled(rule: MemberRule, value: Json): Json {
  if (typeof rule === 'string') return value;
  if ('list' in rule) return isList(value) ? value.map((each) => spelled(rule.list, each)) : value;
  return 'members' in rule && isObject(value) ? membersSpelled(rule.members, value) : value;
}

function membersSpelled(named: Members, object: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(object)) {
    const known = spellingIn(named, name);
    // Of two that mean the same, one keeps a name that nobody knows.
    const isFree =
      known === name || (known !== undefined && !Object.hasOwn(object, known) && !Object.hasOwn(result, known));
    const own = isFree ? known : name;
    result[own] = known === undefined ? value : spelled(named[known] ?? 'object', value);
  }
  return result;
}

/** A text of at most so many characters, as it is sent: nothing is cut or trimmed on the way. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}
