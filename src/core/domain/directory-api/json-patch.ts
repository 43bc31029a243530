import { invalid, type ApiError, type Judged } from './api-error.ts';
import { isList, isObject, memberOf, withMember } from './json-value.ts';
import { isPlace, placeAt, spelled, violation, type MemberRule } from './member-rules.ts';
import { PATCH_OPERATIONS, type Json, type JsonObject, type PatchOperationName } from './wire.ts';

/** SAP's older OpenAPI description. */
const PATH_MAXIMUM = 255;

export interface PatchOperation {
  readonly op: PatchOperationName;
  readonly path: readonly string[];
  /** Undefined for `remove`. */
  readonly value: Json | undefined;
}

export interface Patchable {
  readonly rule: MemberRule;
  readonly readOnly: readonly (readonly string[])[];
}

/** `{"operations":[{"op","path","value"}]}`, every path one that may be changed and every value of its type. */
export function operationsIn(body: Json | undefined, patchable: Patchable): Judged<readonly PatchOperation[]> {
  const operations = isObject(body) ? memberOf(body, 'operations') : undefined;
  if (!isObject(body) || Object.keys(body).length !== 1 || !isList(operations) || operations.length === 0)
    return { error: invalid('/operations', 'It must be a list of operations, and nothing beside it.') };
  const found: PatchOperation[] = [];
  for (const [index, each] of operations.entries()) {
    const operation = operationIn(each, patchable, `/operations/${index}`);
    if (operation.error) return operation;
    found.push(operation.value);
  }
  return { value: found };
}

const MEMBERS = ['op', 'path', 'value'];

function operationIn(entry: Json, patchable: Patchable, target: string): Judged<PatchOperation> {
  if (!isObject(entry) || !Object.keys(entry).every((name) => MEMBERS.includes(name)))
    return { error: invalid(target, 'It must have op, path and value.') };
  const op = PATCH_OPERATIONS.find((each) => each === memberOf(entry, 'op'));
  if (op === undefined) return { error: invalid(`${target}/op`, 'It must be add, remove or replace.') };
  const segments = segmentsOf(memberOf(entry, 'path'));
  const place = segments && placeAt(patchable.rule, segments);
  if (!place) return { error: invalid(`${target}/path`, 'It is not the path of a known member.') };
  const { rule, path } = place;
  if (patchable.readOnly.some((each) => each.every((name, index) => path[index] === name)))
    return { error: invalid(`${target}/path`, 'It is the path of a member that cannot be changed.') };
  const sent = memberOf(entry, 'value');
  const value = sent === undefined ? undefined : spelled(rule, sent);
  const error = valueError(op, { rule, value }, `${target}/value`);
  return error ? { error } : { value: { op, path, value } };
}

interface Valued {
  readonly rule: MemberRule;
  readonly value: Json | undefined;
}

function valueError(op: PatchOperationName, { rule, value }: Valued, target: string): ApiError | undefined {
  if (op === 'remove') return value === undefined ? undefined : invalid(target, 'There is no value to remove by.');
  if (value === undefined) return invalid(target, 'It must not be empty.');
  const found = violation(rule, value);
  return found && invalid(target, found.details?.[0]?.message ?? found.message);
}

function segmentsOf(path: Json | undefined): readonly string[] | undefined {
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > PATH_MAXIMUM) return undefined;
  const segments = path.slice(1).split('/');
  return segments.every((each) => each !== '') ? segments : undefined;
}

/** All of them, in order, or the first that does not fit. `replace` also sets what is not there (recorded). */
export function patched(shape: JsonObject, operations: readonly PatchOperation[]): Judged<JsonObject> {
  let current = shape;
  for (const [index, operation] of operations.entries()) {
    const next = changed(current, operation.path, operation)?.value;
    if (!isObject(next)) return { error: invalid(`/operations/${index}/path`, 'There is nothing at this path.') };
    current = next;
  }
  return { value: current };
}

/** Undefined: the path leads nowhere. Without a value, what was there is gone. */
type Changed = { readonly value: Json | undefined } | undefined;

function changed(value: Json | undefined, path: readonly string[], operation: PatchOperation): Changed {
  const [name, ...rest] = path;
  const isRemoval = operation.op === 'remove';
  if (name === undefined) return value === undefined && isRemoval ? undefined : { value: operation.value };
  if (isList(value) || (value === undefined && isPlace(name) && operation.op === 'add'))
    return changedInList(value ?? [], [name, ...rest], operation);
  if (value === undefined && isRemoval) return undefined;
  const object = value ?? {};
  if (!isObject(object)) return undefined;
  const below = changed(memberOf(object, name), rest, operation);
  return below && { value: withMember(object, name, below.value) };
}

function changedInList(
  list: readonly Json[],
  [name = '', ...rest]: readonly string[],
  operation: PatchOperation,
): Changed {
  const place = name === '-' ? list.length : Number(name);
  if (rest.length === 0 && operation.op === 'add')
    return place > list.length ? undefined : { value: list.toSpliced(place, 0, operation.value ?? null) };
  const there = list[place];
  const below = there === undefined ? undefined : changed(there, rest, operation);
  if (!below) return undefined;
  return { value: below.value === undefined ? list.toSpliced(place, 1) : list.with(place, below.value) };
}
