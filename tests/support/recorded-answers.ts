import { AUTHENTICATION, type JsonObject } from '../../src/core/domain/directory-api/wire.ts';
import { DEFAULT_TOKEN_POLICY } from '../../src/core/domain/token/token-policy.ts';

/** An answer, recorded or given here. */
interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined when there was none. */
  readonly body: unknown;
}

/** What each server decides anew; of these the type is compared. */
const EACH_SERVERS = ['createdBy', 'modifiedBy', 'location'];
/** And of what is made during the traffic. */
const MADE = [
  ...['id', 'clientId', 'created', 'lastModified', 'hint', 'secret'],
  ...['defaultAuthenticatingIdpId', 'identityProviderId', 'publicClientModificationTime'],
];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const PLACES = ['x-ids-node', 'x-ids-pool', 'x-ids-project', 'x-ids-region', 'x-ids-landscape'];

/** Headers that matter, and of those that each server fills with its own the form. */
const HEADERS: Readonly<Record<string, (value: string) => string>> = {
  ...Object.fromEntries(
    ['content-type', 'cache-control', 'expires', 'etag', 'x-ids-namespace'].map((name) => [name, String]),
  ),
  ...Object.fromEntries(PLACES.map((name) => [name, (value: string) => (value === '' ? '' : 'a place')])),
  'x-ids-id': (value) => (value === value.toUpperCase() ? value.replace(UUID, 'an id') : value),
  location: (value) => value.replace(UUID, 'an id'),
};

/** All that two answers to the same request have to agree in. `makes`: whether something was made during the traffic. */
export function comparable({ status, headers, body }: Answered, makes: boolean): unknown {
  const own = new Set([...EACH_SERVERS, ...(makes ? MADE : [])]);
  const told = Object.entries(HEADERS).map(([name, formOf]) => [name, headerIn(headers[name], formOf)] as const);
  return {
    status,
    headers: Object.fromEntries(told),
    // An answer with a body is recorded in pieces, so only an empty one has its length.
    isEmpty: headers['content-length'] === '0',
    body: bodyOf(body, own),
  };
}

const headerIn = (value: string | string[] | undefined, formOf: (value: string) => string): string | undefined =>
  typeof value === 'string' ? formOf(value) : value?.join();

/** With own values replaced by their types, and sets in one order. */
function bodyOf(value: unknown, own: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((each) => bodyOf(each, own));
    return items.every((each) => typeof each === 'string') ? items.toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, own.has(name) ? typeof each : bodyOf(each, own)]),
  );
}

/** Of every application the local tenant tells what counts at its token endpoint, and who wrote it; a few recorded ones lack some. */
export function withAllThatIsTold(application: JsonObject): JsonObject {
  const authentication = application[AUTHENTICATION] as Record<string, JsonObject>;
  const { grants, lifetime, format } = DEFAULT_TOKEN_POLICY;
  const openId = authentication['openIdConnectConfiguration']!;
  return {
    ...application,
    meta: { modifiedBy: '', ...(application['meta'] as JsonObject) },
    [AUTHENTICATION]: {
      ...authentication,
      openIdConnectConfiguration: {
        restrictedGrantTypes: grants,
        ...openId,
        tokenPolicy: {
          ...{ jwtValidity: lifetime, accessTokenFormat: format },
          ...(openId['tokenPolicy'] as JsonObject),
        },
      },
      restApiAuthentication: {
        ...{ allowLocking: true, failedLoginAttempts: 0 },
        ...authentication['restApiAuthentication'],
      },
    },
  };
}

/** The answer with one header, member or element left out or of another type, in every way there is. */
export function* spoiled({ status, headers, body }: Answered): Generator<Answered> {
  yield { status: status + 1, headers, body };
  for (const name of Object.keys(HEADERS).filter((each) => headers[each] !== undefined))
    yield { status, body, headers: { ...headers, [name]: undefined } };
  if (body !== undefined) for (const each of spoiledBodies(body)) yield { status, headers, body: each };
}

function* spoiledBodies(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) {
    yield typeof value === 'string' ? 7 : 'of another type';
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const below of spoiledBodies(each)) yield value.with(index, below);
    }
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    const { [name]: left, ...rest } = value as Record<string, unknown>;
    yield left === undefined ? value : rest;
    for (const below of spoiledBodies(each)) yield { ...value, [name]: below };
  }
}
