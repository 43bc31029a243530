import { decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/core/domain/application.ts';
import { newSigningKey, publicKeyOf } from '../../../src/main/tenant/key-pair.ts';
import { aDependency, anAllApisDependency, anApplication } from '../../support/builders.ts';
import { aConsumer, aProvider, JANE_DOE, SECRET, secretWith, tokenForm } from '../../support/token-applications.ts';
import { basic } from '../../support/token-request.ts';
import { signingKey, startTokenServer, type TokenServer } from '../../support/token-server.ts';

const [SECOND, PROVIDER] = ['another secret, of the same client', aProvider()];
const CONSUMER = aConsumer({
  consumedApis: [
    aDependency(1),
    aDependency(1, { name: 'invoices-client', apiName: 'invoices' }),
    anAllApisDependency(1),
  ],
  secrets: [secretWith(SECRET), secretWith(SECOND, {}, 2)],
});
const ALL = `urn:sap:identity:application:provider:clientid:${PROVIDER.clientId}`;
const applications = [PROVIDER, CONSUMER, anApplication(3, { secrets: [secretWith(SECRET)] })];

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications, users: [JANE_DOE] } });
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.users([JANE_DOE]);
  for (const application of applications) await server.put(application);
});

const ask = (changed: Readonly<Record<string, string>> = {}) => server.post('/oauth2/token', tokenForm(changed));
const tokenOf = async (changed: Readonly<Record<string, string>> = {}) =>
  String((await ask(changed)).body['access_token']);
/** As the second secret, which stays, sees it. */
const introspected = async (token: string, clientId: string = CONSUMER.clientId, secret = SECOND) =>
  (await server.post('/oauth2/introspect', { token }, { Authorization: basic(clientId, secret) })).body;
const isActive = async (token: string): Promise<unknown> => (await introspected(token))['active'];

interface Deletion {
  readonly what: string;
  readonly make: () => Promise<unknown>;
  /** Of the next request; a status of 200 where the request itself is still right. */
  readonly next: readonly [status: number, error?: string];
}

const change = (application: Application, changed: Partial<Application>) => () =>
  server.put({ ...application, ...changed });

const DELETIONS: readonly Deletion[] = [
  { what: 'the dependency', make: change(CONSUMER, { consumedApis: [] }), next: [400, 'invalid_target'] },
  { what: 'the API', make: change(PROVIDER, { providedApis: [] }), next: [400, 'invalid_target'] },
  { what: 'the provider', make: () => server.drop(PROVIDER.id), next: [400, 'invalid_target'] },
  {
    ...{ what: 'the secret', next: [401, 'invalid_client'] },
    make: change(CONSUMER, { secrets: CONSUMER.secrets.slice(1) }),
  },
];

describe.each(['jwt', 'opaque'] as const)('what was deleted (%s)', (token_format) => {
  it.each(DELETIONS)('takes effect at the next request: $what', async ({ make, next: [status, error] }) => {
    const tokens = [await tokenOf({ token_format }), await tokenOf({ token_format, resource: ALL })];
    for (const token of tokens) expect(await isActive(token)).toBe(true);
    await make();
    expect(await ask({ token_format })).toMatchObject({ status, body: { error } });
    for (const token of tokens) expect(await isActive(token)).toBe(false);
  });

  it('takes effect when it is the consumer', async () => {
    const provider = { ...PROVIDER, secrets: [secretWith(SECRET)] };
    await server.put(provider);
    const token = await tokenOf({ token_format });
    expect(await introspected(token, provider.clientId, SECRET)).toMatchObject({ active: true });
    await server.drop(CONSUMER.id);
    expect((await ask({ token_format })).body['error']).toBe('invalid_client');
    expect(await introspected(token, provider.clientId, SECRET)).toEqual({ active: false });
  });

  it('takes nothing else with it', async () => {
    const [orders, invoices] = [
      await tokenOf({ token_format }),
      await tokenOf({ token_format, resource: 'urn:sap:identity:application:provider:name:invoices-client' }),
    ];
    await server.put({ ...CONSUMER, consumedApis: CONSUMER.consumedApis.slice(1) });
    expect([await isActive(orders), await isActive(invoices)]).toEqual([false, true]);
    await server.put({ ...CONSUMER, consumedApis: [...CONSUMER.consumedApis, aDependency(1, { name: 'one-more' })] });
    expect(await isActive(await tokenOf({ token_format, resource: ALL }))).toBe(true);
    await server.put(CONSUMER);
    expect([await isActive(orders), await isActive(invoices)]).toEqual([true, true]);
  });
});

it('ends a user’s token with the user', async () => {
  const token = await server.userToken(CONSUMER.id, JANE_DOE.id);
  expect(await isActive(token)).toBe(true);
  await server.users([]);
  expect(await isActive(token)).toBe(false);
});

describe('introspection (RFC 7662)', () => {
  it('tells who got a token, and whom it is for, everything', async () => {
    const told = await introspected(await tokenOf());
    expect(told).toMatchObject({
      ...{
        active: true,
        client_id: CONSUMER.clientId,
        token_type: 'Bearer',
        aud: PROVIDER.clientId,
        ias_apis: ['orders'],
      },
      ...{ iss: server.origin('http'), sub: CONSUMER.clientId, iat: expect.any(Number) as unknown },
    });
  });

  it('tells others, and of other texts, only that it is not active', async () => {
    const token = await tokenOf();
    expect(await introspected(token, anApplication(3).clientId, SECRET)).toEqual({ active: false });
    for (const text of ['x', `${token}x`, token.slice(0, -2), 'a.b.c', '\u0000'])
      expect(await introspected(text)).toEqual({ active: false });
  });

  it('is for clients only, needs a token, and is not kept', async () => {
    const reply = await server.post('/oauth2/introspect', { token: 'x' });
    expect(reply).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const headers = { Authorization: basic(CONSUMER.clientId, SECOND) };
    expect(await server.post('/oauth2/introspect', '', headers)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect((await server.post('/oauth2/introspect', { token: 'x' }, headers)).headers['cache-control']).toBe(
      'no-store',
    );
  });
});

describe('revocation (RFC 7009)', () => {
  const revoke = (token: string, clientId: string = CONSUMER.clientId) =>
    server.post(
      '/oauth2/revoke',
      { token, token_type_hint: 'access_token' },
      { Authorization: basic(clientId, SECRET) },
    );

  it.each(['jwt', 'opaque'])('ends a token (%s) of the client’s own', async (token_format) => {
    const [token, other] = [await tokenOf({ token_format }), await tokenOf({ token_format })];
    expect(await revoke(token)).toMatchObject({ status: 200, text: '' });
    expect([await isActive(token), await isActive(other)]).toEqual([false, true]);
    expect((await revoke(token)).status).toBe(200);
  });

  it('answers the same for what is none of its own, and leaves it', async () => {
    const token = await tokenOf();
    expect(await revoke(token, anApplication(3).clientId)).toMatchObject({ status: 200, text: '' });
    expect(await isActive(token)).toBe(true);
    expect(await revoke('nothing')).toMatchObject({ status: 200, text: '' });
    expect((await server.post('/oauth2/revoke', { token })).status).toBe(401);
  });
});

describe('another signing key', () => {
  it('signs new tokens while old ones are still believed, until the old key is published no more', async () => {
    const [first, second] = [await signingKey(), await newSigningKey(new Date())];
    const old = await tokenOf();
    const retired = (until: number) => [
      { kid: first.kid, publicKey: publicKeyOf(first), until: new Date(until).toISOString() },
    ];
    await server.keys({ current: second, retired: retired(Date.now() + 60_000) });
    const kids = async () =>
      ((await server.get('/oauth2/certs')).body as unknown as JSONWebKeySet).keys.map(({ kid }) => kid);
    expect(await kids()).toEqual([second.kid, first.kid]);
    expect(decodeProtectedHeader(await tokenOf()).kid).toBe(second.kid);
    expect(await isActive(old)).toBe(true);
    await server.keys({ current: second, retired: retired(Date.now() - 1) });
    expect(await kids()).toEqual([second.kid]);
    expect(await isActive(old)).toBe(false);
    await server.keys(server.tenant.keys);
  });
});

describe('a server that starts again', () => {
  it('still knows which tokens count, and that the dependency of another has gone', async () => {
    const [kept, gone] = [await tokenOf({ resource: ALL }), await tokenOf()];
    const other = await tokenOf({ resource: 'urn:sap:identity:application:provider:name:invoices-client' });
    await server.close();
    const without = CONSUMER.consumedApis.filter(({ name }) => name !== 'orders-client');
    server = await startTokenServer({
      ports: server.ports,
      tenant: { ...server.tenant, applications: [PROVIDER, { ...CONSUMER, consumedApis: without }] },
    });
    expect(await isActive(other)).toBe(true);
    expect([await isActive(kept), await isActive(gone)]).toEqual([false, false]);
    await server.put(CONSUMER);
    expect([await isActive(kept), await isActive(gone)]).toEqual([true, true]);
  });
});
