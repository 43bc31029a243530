import type { Json, JsonObject } from './wire.ts';

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** `Array.isArray` does not know readonly arrays. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Own members only: `constructor` is a member of nobody. */
export const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Undefined for the member takes it away. */
export function withMember(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value };
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== name));
}

/** Depth a body of this API never reaches. */
const DEPTH_MAXIMUM = 16;

/** Whether a body may be handled at all: not nested without end, no name that would mean an object's prototype, only text that is Unicode. */
export function isHarmless(value: Json, depth = 0): boolean {
  if (depth > DEPTH_MAXIMUM) return false;
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (isList(value)) return value.every((each) => isHarmless(each, depth + 1));
  if (!isObject(value)) return true;
  return Object.entries(value).every(([name, each]) => name !== '__proto__' && isHarmless(each, depth + 1));
}

/** Lists count as one value; of objects, the order of members says nothing. */
export function isEqual(one: Json, other: Json): boolean {
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, index) => isEqual(each, other[index] ?? null));
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isEqual(one[name] ?? null, other[name] ?? null))
    );
  }
  return one === other;
}

/** Members that are null count as left out, at any depth. */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value]));
}

/** Members of `over` win; objects are gone into, everything else is replaced; null takes a member away. */
export function overlaid(base: JsonObject, over: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = memberOf(base, name);
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = isObject(value) ? overlaid(isObject(below) ? below : {}, value) : value;
  }
  return result;
}

/** What has to be laid over `base` to get `object`, in which nothing is null. */
export function overlayOf(base: JsonObject, object: JsonObject): JsonObject {
  const gone = Object.keys(base).filter((name) => !Object.hasOwn(object, name));
  const over: Record<string, Json> = Object.fromEntries(gone.map((name) => [name, null]));
  for (const [name, value] of Object.entries(object)) {
    const below = memberOf(base, name);
    if (below !== undefined && isEqual(below, value)) continue;
    over[name] = isObject(value) && isObject(below) ? overlayOf(below, value) : value;
  }
  return over;
}
