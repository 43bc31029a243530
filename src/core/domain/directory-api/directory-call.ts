import { applicationId, isUuid, secretId, type ApplicationId, type SecretId } from '../identifiers.ts';
import { invalid, NO_APPLICATION, NO_PATH, NO_SECRET, type ApiError, type Judged } from './api-error.ts';
import { APPLICATION_MEMBERS, READ_ONLY } from './application-members.ts';
import { isHarmless, isObject } from './json-value.ts';
import { operationsIn, type Patchable, type PatchOperation } from './json-patch.ts';
import { listQueryOf, schemaOf, type ListQuery, type Query } from './list-query.ts';
import { spelled, type MemberRule } from './member-rules.ts';
import { SECRET } from './secret-shape.ts';
import type { Json, JsonObject } from './wire.ts';

/** A request of the applications API, read and found well-formed. */
export type DirectoryCall =
  | { readonly kind: 'list'; readonly query: ListQuery }
  | { readonly kind: 'read'; readonly id: ApplicationId; readonly schema: string | undefined }
  | { readonly kind: 'create'; readonly body: JsonObject }
  | { readonly kind: 'change'; readonly id: ApplicationId; readonly operations: readonly PatchOperation[] }
  | { readonly kind: 'remove'; readonly id: ApplicationId }
  | { readonly kind: 'list-secrets'; readonly id: ApplicationId }
  | { readonly kind: 'create-secret'; readonly id: ApplicationId; readonly body: JsonObject }
  | ({ readonly kind: 'change-secret'; readonly operations: readonly PatchOperation[] } & OfSecret)
  | { readonly kind: 'remove-secret'; readonly id: ApplicationId; readonly by: 'id' | 'hint'; readonly value: string };

interface OfSecret {
  readonly id: ApplicationId;
  readonly secretId: SecretId;
}

/** What is sent back for it. */
export interface DirectoryAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Relative, as recorded. */
  readonly location?: string;
}

interface Asked {
  readonly query: Query;
  readonly body: Json | undefined;
}

interface Route {
  readonly takesBody: boolean;
  /** Names its query may have. */
  readonly parameters: readonly string[];
  readonly read: (asked: Asked) => Judged<DirectoryCall>;
}

type Routed = Judged<Route> & { readonly allow?: readonly string[] };

type Routes = Readonly<Partial<Record<string, Route>>>;

const APPLICATION: Patchable = { rule: APPLICATION_MEMBERS, readOnly: READ_ONLY };

/** Which call a method and a path mean. `path` is without the query. */
export function routeOf(method: string, path: string): Routed {
  const found = routesAt(path);
  if (found.error) return found;
  const route = Object.hasOwn(found.value, method) ? found.value[method] : undefined;
  const allow = Object.keys(found.value);
  if (!route) return { error: { status: 405, message: 'The method is not for this path.' }, allow };
  return { value: route };
}

const PATH = /^\/Applications\/v1(?:\/(?:([^/]+)(?:\/(apiSecrets)(?:\/([^/]+))?)?)?)?$/;

function routesAt(path: string): Judged<Routes> {
  const found = PATH.exec(path);
  if (!found) return { error: NO_PATH };
  const [, sentId, secrets, sentSecret] = found;
  const [id, secret] = [sentId?.toLowerCase(), sentSecret?.toLowerCase()];
  if (id === undefined) return { value: COLLECTION };
  if (!isUuid(id)) return { error: NO_APPLICATION };
  if (secrets === undefined) return { value: applicationRoutes(applicationId(id)) };
  if (secret === undefined) return { value: secretsRoutes(applicationId(id)) };
  if (!isUuid(secret)) return { error: NO_SECRET };
  return { value: secretRoutes({ id: applicationId(id), secretId: secretId(secret) }) };
}

const bodiless = (parameters: readonly string[], read: (asked: Asked) => Judged<DirectoryCall>): Route => ({
  ...{ takesBody: false, parameters, read },
});
const withBody = (read: (asked: Asked) => Judged<DirectoryCall>): Route => ({ takesBody: true, parameters: [], read });

const COLLECTION: Routes = {
  GET: bodiless(['filter', 'limit', 'skip', 'cursor', 'inherit', 'schema'], ({ query }) =>
    mapped(listQueryOf(query), (value) => ({ kind: 'list', query: value })),
  ),
  POST: withBody(({ body }) =>
    mapped(objectIn(body, APPLICATION_MEMBERS), (value) => ({ kind: 'create', body: value })),
  ),
};

const applicationRoutes = (id: ApplicationId): Routes => ({
  GET: bodiless(['schema'], ({ query }) => mapped(schemaOf(query), (schema) => ({ kind: 'read', id, schema }))),
  PATCH: withBody(({ body }) =>
    mapped(operationsIn(body, APPLICATION), (operations) => ({ kind: 'change', id, operations })),
  ),
  DELETE: bodiless([], () => ({ value: { kind: 'remove', id } })),
});

const secretsRoutes = (id: ApplicationId): Routes => ({
  GET: bodiless([], () => ({ value: { kind: 'list-secrets', id } })),
  POST: withBody(({ body }) =>
    mapped(objectIn(body, SECRET.rule), (value) => ({ kind: 'create-secret', id, body: value })),
  ),
  DELETE: bodiless(['id', 'hint'], ({ query }) => {
    const named = Object.entries(query).filter(([name]) => name === 'id' || name === 'hint');
    const [[by, value] = ['', '']] = named;
    if (named.length !== 1 || !value) return { error: invalid('id', 'One secret must be named.') };
    if (by === 'hint') return { value: { kind: 'remove-secret', id, by, value } };
    return { value: { kind: 'remove-secret', id, by: 'id', value: value.toLowerCase() } };
  }),
});

const secretRoutes = (of: OfSecret): Routes => ({
  PATCH: withBody(({ body }) =>
    mapped(operationsIn(body, SECRET), (operations) => ({ kind: 'change-secret', ...of, operations })),
  ),
});

const mapped = <T>(judged: Judged<T>, make: (value: T) => DirectoryCall): Judged<DirectoryCall> =>
  judged.error ? judged : { value: make(judged.value) };

function objectIn(body: Json | undefined, rule: MemberRule): Judged<JsonObject> {
  const object = body === undefined ? undefined : spelled(rule, body);
  return isObject(object) ? { value: object } : { error: invalid('', 'It must be an object.') };
}

const NOT_JSON: ApiError = invalid('', 'The body is not JSON.');

/** The text of a body. */
export function jsonIn(text: string): Judged<Json> {
  try {
    const value = JSON.parse(text) as Json;
    return isHarmless(value) ? { value } : { error: NOT_JSON };
  } catch {
    return { error: NOT_JSON };
  }
}

/** A query by name: every name one of those, and none twice. Undefined for one that cannot be decoded. */
export function queryIn(text: string, allowed: readonly string[]): Judged<Query> {
  const query: Partial<Record<string, string>> = {};
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const [name, value] = [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    if (name === undefined || value === undefined) return { error: invalid('', 'The query is malformed.') };
    if (!allowed.includes(name)) return { error: invalid('', 'The query has a parameter that is not known.') };
    if (Object.hasOwn(query, name)) return { error: invalid(name, 'It is there twice.') };
    query[name] = value;
  }
  return { value: query };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
