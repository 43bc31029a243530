import { randomUUID } from 'node:crypto';
import { textIn } from '../../src/core/domain/directory-api/any-case.ts';
import { AUTHENTICATION, type Json, type JsonObject } from '../../src/core/domain/directory-api/wire.ts';

/** What a tenant answers, before it goes on the wire. */
export interface TwinAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
}

export interface TwinRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

export interface TenantTwin {
  answer(request: TwinRequest): TwinAnswer;
  readonly applications: ReadonlyMap<string, JsonObject>;
  /** As somebody else would in the tenant's own console. */
  edit(id: string, change: (application: JsonObject) => JsonObject): void;
  add(application: JsonObject): void;
}

interface TwinWishes {
  readonly pageSize?: number;
  /** Some tenants may not take the id that a client chooses. */
  readonly choosesIds?: boolean;
}

type Changeable = Record<string, Json>;

const NOT_FOUND: TwinAnswer = {
  status: 404,
  body: { error: { code: 404, message: 'Unable to find application with provided identifier.' } },
};

/** A small directory that behaves as tenants were recorded to: what a PATCH sets is all that changes, and lists come in pages. */
export function tenantTwin({ pageSize = 100, choosesIds = false }: TwinWishes = {}): TenantTwin {
  const applications = new Map<string, JsonObject>();
  const secrets = new Map<string, JsonObject[]>();
  const secretsOf = (id: string) => secrets.get(id) ?? [];

  const list = (query: URLSearchParams): TwinAnswer => {
    const [, filtered] = /^name eq (.*)$/s.exec(query.get('filter') ?? '') ?? [];
    const all = [...applications.values()].filter((each) => filtered === undefined || each['name'] === filtered);
    if (filtered !== undefined && all.length === 0) return NOT_FOUND;
    const start = all.findIndex((each) => each['id'] === query.get('cursor'));
    const from = Math.max(0, start);
    const size = Math.min(pageSize, Number(query.get('limit') ?? pageSize));
    const page = all.slice(from, from + size);
    const next = all[from + size]?.['id'];
    return {
      status: 200,
      body: {
        ...{ totalResults: all.length, itemsPerPage: page.length },
        ...(next === undefined ? {} : { nextCursor: next }),
        applications: page,
      },
    };
  };

  const create = (sent: Changeable): TwinAnswer => {
    const wished = typeof sent['id'] === 'string' && sent['id'] !== '' ? sent['id'] : undefined;
    if (wished !== undefined && applications.has(wished))
      return { status: 409, body: { error: { code: 409, message: 'The id is taken.' } } };
    const id = choosesIds || wished === undefined ? randomUUID() : wished;
    applications.set(id, { ...fresh(id), ...merged(fresh(id), sent), id });
    return { status: 201, location: `/Applications/v1/${id}` };
  };

  const patch = (id: string, operations: readonly JsonObject[]): TwinAnswer => {
    const application = structuredClone(applications.get(id)) as Changeable | undefined;
    if (!application) return NOT_FOUND;
    for (const each of operations) setAt(application, pathIn(each).split('/'), each['value'] ?? null);
    filledIn(application, applications);
    if (application['description'] === '') delete application['description'];
    applications.set(id, application);
    return { status: 200 };
  };

  const secretCall = (id: string, { method, url, body }: TwinRequest, path: readonly string[]): TwinAnswer => {
    const application = applications.get(id);
    if (!application) return NOT_FOUND;
    const all = secretsOf(id);
    switch (method) {
      case 'GET':
        return { status: 200, body: { secrets: all, allApisAccess: false } };
      case 'POST': {
        const value = `a=Z]${randomUUID()}`;
        const secret = { ...parsed(body), id: randomUUID(), hint: value.slice(0, 4), allApisAccess: false };
        secrets.set(id, [secret, ...all]);
        const { clientId } = application[AUTHENTICATION] as { readonly clientId: string };
        return { status: 201, body: { ...secret, clientId, secret: value } };
      }
      case 'PATCH': {
        const secret = structuredClone(all.find((each) => each['id'] === path[4])) as Changeable | undefined;
        if (!secret) return NOT_FOUND;
        for (const each of operationsIn(body)) {
          if (each['op'] === 'remove') Reflect.deleteProperty(secret, pathIn(each));
          else secret[pathIn(each)] = each['value'] ?? null;
        }
        secrets.set(
          id,
          all.map((each) => (each['id'] === secret['id'] ? secret : each)),
        );
        return { status: 200 };
      }
      default: {
        const gone = new URL(url, 'http://tenant').searchParams.get('id');
        if (!all.some((each) => each['id'] === gone)) return NOT_FOUND;
        secrets.set(
          id,
          all.filter((each) => each['id'] !== gone),
        );
        return { status: 200 };
      }
    }
  };

  return {
    applications,
    add: (application) => applications.set(textIn(application, 'id') ?? '', application),
    edit: (id, change) => applications.set(id, change(applications.get(id) ?? {})),
    answer: (request) => {
      const { pathname, searchParams } = new URL(request.url, 'http://tenant');
      const path = pathname.split('/').slice(1);
      const id = path[2] ?? '';
      if (path[0] !== 'Applications' || path[1] !== 'v1') return { status: 404, body: '<html>nothing here</html>' };
      if (path[3] === 'apiSecrets') return secretCall(id, request, path);
      if (request.method === 'POST') return create(parsed(request.body));
      if (request.method === 'GET' && id === '') return list(searchParams);
      if (request.method === 'PATCH') return patch(id, operationsIn(request.body));
      const application = applications.get(id);
      if (!application) return NOT_FOUND;
      if (request.method === 'GET') return { status: 200, body: application };
      applications.delete(id);
      return { status: 200 };
    },
  };
}

const parsed = (body: string): Changeable => JSON.parse(body) as Changeable;
const pathIn = (operation: JsonObject): string => textIn(operation, 'path')?.slice(1) ?? '';
const operationsIn = (body: string): readonly JsonObject[] => parsed(body)['operations'] as unknown as JsonObject[];

/** With what every new application had in the recordings, and something that nobody knows. */
const fresh = (id: string): Changeable => ({
  id,
  meta: {
    ...{ created: '2026-03-04T05:06:07.089Z', createdBy: 'P000001' },
    ...{ lastModified: '2026-03-04T05:06:07.089Z', modifiedBy: 'P000001' },
    ...{ location: `https://tenant.example/Applications/v1/${id}`, type: 'charged', version: '1' },
  },
  globalAccount: 'unknown',
  branding: { showDisplayNameOnLogonScreen: true, theme: { type: 'horizon' } },
  [AUTHENTICATION]: {
    clientId: randomUUID(),
    sapManagedAttributes: { nobody: ['knows', null] },
    openIdConnectConfiguration: {
      tokenPolicy: { jwtValidity: 3600, refreshValidity: 43_200, accessTokenFormat: 'default' },
      restrictedGrantTypes: ['clientCredentials', 'jwtBearer', 'authorizationCode', 'password', 'refreshToken'],
    },
  },
});

function merged(base: Changeable, over: Changeable): Changeable {
  const result = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = base[name];
    result[name] =
      typeof value === 'object' &&
      value !== null &&
      typeof below === 'object' &&
      below !== null &&
      !Array.isArray(value)
        ? merged(below as Changeable, value as Changeable)
        : value;
  }
  return result;
}

function setAt(object: Changeable, [name = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) object[name] = value;
  else setAt((object[name] ??= {}) as Changeable, rest, value);
}

/** The tenant looks up the client ID of a provider itself. */
function filledIn(application: Changeable, all: ReadonlyMap<string, JsonObject>): void {
  const authentication = application[AUTHENTICATION] as Changeable;
  if (!Array.isArray(authentication['consumedApis'])) return;
  authentication['consumedApis'] = (authentication['consumedApis'] as JsonObject[]).map((each) => {
    const provider = all.get(textIn(each, 'appId') ?? '')?.[AUTHENTICATION] as JsonObject | undefined;
    return provider === undefined ? each : { clientId: provider['clientId'] ?? '', ...each };
  });
}
