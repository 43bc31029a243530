import { isList, isObject } from './json-value.ts';
import type { Json, JsonObject } from './wire.ts';

/** The name a member goes by in this object: SAP's older description writes `appID` where recordings have `appId`. */
function nameIn(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(object).find((each) => each.toLowerCase() === folded);
}

export function memberIn(object: JsonObject, name: string): Json | undefined {
  const found = nameIn(object, name);
  return found === undefined ? undefined : object[found];
}

/** Undefined for what is no text. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = memberIn(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** An empty object for what is none, so that one can look further. */
export function objectIn(object: JsonObject, name: string): JsonObject {
  const value = memberIn(object, name);
  return isObject(value) ? value : {};
}

export function listIn(object: JsonObject, name: string): readonly Json[] {
  const value = memberIn(object, name);
  return isList(value) ? value : [];
}

/** With this member, in its own spelling; everything else stays as it came, in its order. */
export function withMemberIn(object: JsonObject, name: string, value: Json): JsonObject {
  const found = nameIn(object, name) ?? name;
  const entries = Object.entries(object);
  const kept = entries.some(([each]) => each === found) ? entries : [...entries, [found, value] as const];
  return Object.fromEntries(kept.map(([each, before]) => [each, each === found ? value : before]));
}

/** Without this member, in whatever spelling. */
export function withoutMemberIn(object: JsonObject, name: string): JsonObject {
  const found = nameIn(object, name);
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== found));
}
