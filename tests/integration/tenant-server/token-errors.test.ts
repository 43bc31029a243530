import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/core/domain/application.ts';
import { resourceOf } from '../../../src/core/domain/dependency.ts';
import { DEFAULT_TOKEN_POLICY } from '../../../src/core/domain/token/token-policy.ts';
import type { RequestReason } from '../../../src/core/domain/token-request.ts';
import { aDependency, anAllApisDependency } from '../../support/builders.ts';
import { countedId } from '../../support/counted-ids.ts';
import { aConsumer, aNewConsumer, aProvider, SECRET, secretWith, tokenForm } from '../../support/token-applications.ts';
import { basic, type Reply } from '../../support/token-request.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { tokenServerInside } from '../../support/token-wire.ts';

const NOW = new Date('2026-03-01T09:30:00.000Z');

let server: TokenServer;
beforeAll(async () => {
  const wire = await tokenServerInside(() => NOW);
  server = await startTokenServer({ wire, tenant: { applications: [aProvider(), aConsumer()] } });
});
afterAll(() => server.close());

interface Row {
  readonly what: string;
  readonly is: readonly [status: number, error: string | undefined, reason: RequestReason];
  readonly consumer?: Partial<Application>;
  readonly form?: Readonly<Record<string, string | undefined>>;
  readonly secret?: string;
  readonly before?: (consumer: Application) => Promise<unknown>;
}

const PASSWORD_ONLY = { ...DEFAULT_TOKEN_POLICY, grants: ['password', 'refreshToken'] as const };
const DANGLING = { consumedApis: [aDependency(1, { apiName: 'gone' })] };
const WITHOUT_PROVIDER = { consumedApis: [aDependency(9)] };
const USERS_ONLY = { consumedApis: [anAllApisDependency(1)] };
const lockedUntil = '2026-03-01T10:00:00.000Z';
const [EXPIRED, NO_SCOPE] = [{ validTo: '2026-03-01T09:30:00Z' }, { scopes: ['manageApp', 'manageUsers'] }].map(
  (facts) => ({
    secrets: [secretWith(SECRET, facts)],
  }),
);

/** DOMAIN, part 9; RFC 6749, 5.2; RFC 8707, 2. */
const ROWS: readonly Row[] = [
  { what: 'a wrong secret', secret: `${SECRET}x`, is: [401, 'invalid_client', 'secret-wrong'] },
  { what: 'a secret that was deleted', consumer: { secrets: [] }, is: [401, 'invalid_client', 'secret-wrong'] },
  { what: 'an expired secret', consumer: EXPIRED!, is: [401, 'invalid_client', 'secret-expired'] },
  { what: 'a secret without oAuth', consumer: NO_SCOPE!, is: [401, 'invalid_client', 'secret-without-scope'] },
  {
    ...{ what: 'a locked client id', is: [401, 'invalid_client', 'client-locked'] },
    before: ({ id }) => server.lock({ applicationId: id, isLockEnabled: true, failedLogons: 5, lockedUntil }),
  },
  {
    ...{ what: 'a client that was deleted', is: [401, 'invalid_client', 'client-unknown'] },
    before: ({ id }) => server.drop(id),
  },
  {
    ...{ what: 'a grant that the client may not use', is: [400, 'unauthorized_client', 'grant-not-allowed'] },
    consumer: { tokenPolicy: PASSWORD_ONLY },
  },
  ...['password', 'CLIENT_CREDENTIALS', 'client_credentials ', '__proto__'].map((grant_type): Row => {
    return { what: `grant ${grant_type}`, form: { grant_type }, is: [400, 'unsupported_grant_type', 'grant-unknown'] };
  }),
  { what: 'no grant', form: { grant_type: undefined }, is: [400, 'invalid_request', 'grant-missing'] },
  { what: 'an empty grant', form: { grant_type: '' }, is: [400, 'invalid_request', 'grant-missing'] },
  ...['JWT', 'saml'].map((token_format): Row => {
    return {
      what: `format ${token_format}`,
      form: { token_format },
      is: [400, 'invalid_request', 'token-format-unknown'],
    };
  }),
  ...['orders-client', 'https://api.example.com/', resourceOf('a b')].map((resource): Row => {
    return { what: `resource ${resource}`, form: { resource }, is: [400, 'invalid_target', 'resource-malformed'] };
  }),
  {
    ...{ what: 'a dependency it does not have', form: { resource: resourceOf('other') } },
    is: [400, 'invalid_target', 'dependency-unknown'],
  },
  {
    ...{ what: 'a provider it has no dependency on', is: [400, 'invalid_target', 'dependency-unknown'] },
    form: { resource: `urn:sap:identity:application:provider:clientid:${countedId(9, 9001)}` },
  },
  { what: 'an API that has gone', consumer: DANGLING, is: [400, 'invalid_target', 'api-missing'] },
  { what: 'a provider that has gone', consumer: WITHOUT_PROVIDER, is: [400, 'invalid_target', 'provider-unknown'] },
  {
    ...{ what: 'a dependency for users', consumer: USERS_ONLY, form: { resource: resourceOf('users-client') } },
    is: [400, 'invalid_target', 'all-apis-for-users-only'],
  },
];

async function asked(row: Row, by: 'basic' | 'body'): Promise<{ reply: Reply; consumer: Application }> {
  const consumer = aNewConsumer(row.consumer);
  await server.put(consumer);
  await row.before?.(consumer);
  const secret = row.secret ?? SECRET;
  const form = tokenForm({ client_id: consumer.clientId, client_secret: secret, ...row.form });
  if (by === 'body') return { reply: await server.post('/oauth2/token', form), consumer };
  const { grant_type, resource, token_format } = form;
  const rest = Object.entries({ grant_type, resource, token_format }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    reply: await server.post('/oauth2/token', Object.fromEntries(rest), {
      Authorization: basic(consumer.clientId, secret),
    }),
    consumer,
  };
}

function expectRefusal(reply: Reply, status: number, error: string | undefined): void {
  expect({ status: reply.status, error: reply.body['error'] }).toEqual({ status, error });
  expect(reply.body['error_description']).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
  expect(Object.keys(reply.body)).toEqual([...(error === undefined ? [] : ['error']), 'error_description']);
  expect(reply.headers).toMatchObject({
    ...{ 'cache-control': 'no-store', pragma: 'no-cache', 'content-type': 'application/json;charset=UTF-8' },
    'x-content-type-options': 'nosniff',
  });
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
}

const expected: (readonly [clientId: string, reason: RequestReason])[] = [];

describe.each(['basic', 'body'] as const)('a client that says who it is by %s', (by) => {
  it.each(ROWS)('is refused for $what', async (row) => {
    const [status, error, reason] = row.is;
    const { reply, consumer } = await asked(row, by);
    expectRefusal(reply, status, error);
    expect(reply.headers['www-authenticate']).toBe(
      status === 401 && by === 'basic' ? 'Basic realm="Local tenant", charset="UTF-8"' : undefined,
    );
    expected.push([consumer.clientId, reason]);
  });

  it('is not told the exact reason, but main is', async () => {
    const told = (asked: string) => server.requests.filter(({ clientId }) => clientId === asked);
    expect(expected.length).toBeGreaterThanOrEqual(ROWS.length);
    await expect.poll(() => told(expected.at(-1)![0]), { interval: 25 }).toHaveLength(1);
    for (const [clientId, reason] of expected)
      expect(told(clientId)).toMatchObject([{ outcome: 'refused', reason, count: 1 }]);
  });

  it('is given the same answer for every failed authentication, as SAP gives it for an unknown client', async () => {
    const texts = new Set<string>();
    for (const row of ROWS.filter(({ is }) => is[0] === 401)) texts.add((await asked(row, by)).reply.text);
    expect([...texts]).toEqual(['{"error":"invalid_client","error_description":"Client not found"}']);
  });
});

const GOOD = new URLSearchParams(tokenForm()).toString();

/** Requests that are none, before anybody asks who sends them. */
const MALFORMED: readonly (readonly [string, string, Readonly<Record<string, string>>, number, string | undefined])[] =
  [
    ['a repeated parameter', `${GOOD}&resource=urn%3Ax`, {}, 400, 'invalid_request'],
    ['a repeated grant', `${GOOD}&grant_type=client_credentials`, {}, 400, 'invalid_request'],
    ['an escape that is none', `${GOOD}&x=%zz`, {}, 400, 'invalid_request'],
    [
      'two ways of authentication',
      GOOD,
      { Authorization: basic(aConsumer().clientId, SECRET) },
      400,
      'invalid_request',
    ],
    ['two client ids', 'client_id=you', { Authorization: basic('me', 'x') }, 400, 'invalid_request'],
    ['Basic that is none', 'grant_type=client_credentials', { Authorization: 'Basic !' }, 401, 'invalid_client'],
    ['a token instead of Basic', 'grant_type=client_credentials', { Authorization: 'Bearer x' }, 401, 'invalid_client'],
    ['an assertion of the client', `${GOOD}&client_assertion=x`, {}, 401, 'invalid_client'],
    ['no authentication', 'grant_type=client_credentials', {}, 401, 'invalid_client'],
    ['nothing at all', '', {}, 401, 'invalid_client'],
    ['JSON', '{}', { 'Content-Type': 'application/json' }, 415, 'invalid_request'],
    [
      'another character set',
      GOOD,
      { 'Content-Type': 'application/x-www-form-urlencoded;charset=latin1' },
      415,
      'invalid_request',
    ],
    ['a large body', `${GOOD}&x=${'x'.repeat(8 * 1024)}`, {}, 413, 'invalid_request'],
    ['a body of half a megabyte', 'x'.repeat(512 * 1024), {}, 413, 'invalid_request'],
  ];

describe('a request that is none', () => {
  it.each(MALFORMED)('is refused for %s', async (_, body, headers, status, error) => {
    const reply = await server.post('/oauth2/token', body, headers);
    expectRefusal(reply, status, error);
    const isChallenged = status === 401 && 'Authorization' in headers;
    expect(reply.headers['www-authenticate'] !== undefined).toBe(isChallenged);
  });

  it('has its credentials in the address', async () => {
    const reply = await server.post(`/oauth2/token?${GOOD}`, GOOD);
    expectRefusal(reply, 400, 'invalid_request');
  });

  it('uses another method, or another path', async () => {
    const got = await server.get('/oauth2/token');
    expectRefusal(got, 405, undefined);
    expect(got.headers.allow).toBe('POST');
    const posted = await server.post('/oauth2/certs', '');
    expectRefusal(posted, 405, undefined);
    expect(posted.headers.allow).toBe('GET');
    for (const path of [
      '/',
      '/oauth2',
      '/oauth2/token/',
      '/oauth2//token',
      '/constructor',
      '/__proto__',
      '/oauth2/authorize',
    ])
      expectRefusal(await server.post(path, GOOD), 404, undefined);
  });

  it('is refused for too many guesses, with the time to wait, and the right secret too', async () => {
    const { id, clientId } = aNewConsumer();
    await server.put(aNewConsumer({ id, clientId }));
    await server.lock({ applicationId: id, isLockEnabled: false, failedLogons: 0 });
    const guess = (client_secret: string) =>
      server.post('/oauth2/token', tokenForm({ client_id: clientId, client_secret }));
    for (let count = 0; count < 10; count += 1) expect((await guess('wrong')).status).toBe(401);
    for (const secret of ['wrong', SECRET]) {
      const reply = await guess(secret);
      expectRefusal(reply, 429, undefined);
      expect(['1', '2']).toContain(reply.headers['retry-after']);
    }
  });
});
