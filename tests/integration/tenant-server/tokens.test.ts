import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMES, type Scheme } from '../../../src/core/domain/local-tenant.ts';
import {
  DEFAULT_TOKEN_POLICY,
  LIFETIME_MAXIMUM,
  LIFETIME_MINIMUM,
} from '../../../src/core/domain/token/token-policy.ts';
import { aDependency, anApplication } from '../../support/builders.ts';
import {
  aConsumer,
  aNewConsumer,
  aProvider,
  JANE_DOE,
  SECRET,
  secretWith,
  tokenForm,
} from '../../support/token-applications.ts';
import { basic } from '../../support/token-request.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { tokenServerInside } from '../../support/token-wire.ts';

const NOW = new Date('2026-03-01T09:30:00.000Z');
const PROVIDER = aProvider();

let server: TokenServer;
beforeAll(async () => {
  const wire = await tokenServerInside(() => NOW);
  server = await startTokenServer({ wire, tenant: { applications: [PROVIDER, aConsumer()], users: [JANE_DOE] } });
});
afterAll(() => server.close());

const ask = (changed: Readonly<Record<string, string | undefined>> = {}, scheme: Scheme = 'http') =>
  server.post('/oauth2/token', tokenForm(changed), {}, scheme);
const claimsOf = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
  decodeJwt(String(body['access_token']));

describe.each(SCHEMES)('a token got over %s', (scheme) => {
  it('comes as RFC 6749, 5.1, says', async () => {
    const reply = await ask({}, scheme);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      ...{ 'cache-control': 'no-store', pragma: 'no-cache', 'content-type': 'application/json;charset=UTF-8' },
    });
    expect(Object.keys(reply.body)).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(reply.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  });

  it('is signed with a published key and has SAP’s claims', async () => {
    const token = String((await ask({}, scheme)).body['access_token']);
    const keys = (await server.get('/oauth2/certs', {}, scheme)).body as unknown as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
      ...{ issuer: server.origin(scheme), audience: PROVIDER.clientId, currentDate: NOW },
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys.keys[0]!.kid });
    const seconds = NOW.getTime() / 1000;
    expect(payload).toEqual({
      ...{ iss: server.origin(scheme), ias_iss: server.origin('https'), aud: PROVIDER.clientId },
      ...{ sub: aConsumer().clientId, azp: aConsumer().clientId, ias_apis: ['orders'], sap_id_type: 'app' },
      ...{ iat: seconds, exp: seconds + 3600, jti: expect.stringMatching(/^[\w-]{22}\./) as unknown },
    });
  });

  it('is announced by discovery at the same address', async () => {
    const { status, headers, body } = await server.get('/.well-known/openid-configuration', {}, scheme);
    const origin = server.origin(scheme);
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: 'no-store' });
    expect(body).toMatchObject({
      ...{ issuer: origin, token_endpoint: `${origin}/oauth2/token`, jwks_uri: `${origin}/oauth2/certs` },
      ...{ introspection_endpoint: `${origin}/oauth2/introspect`, revocation_endpoint: `${origin}/oauth2/revoke` },
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
    expect(body).not.toHaveProperty('authorization_endpoint');
  });
});

describe('discovery and keys', () => {
  it('know the client that asks, or say that they do not', async () => {
    for (const parameter of ['client_id', 'appid']) {
      const path = `/.well-known/openid-configuration?${parameter}=`;
      expect((await server.get(path + PROVIDER.clientId)).status).toBe(200);
      expect(await server.get(`${path}nobody`)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    }
    expect((await server.get('/oauth2/certs', { 'x-client_id': PROVIDER.clientId })).status).toBe(200);
    expect((await server.get('/oauth2/certs', { 'x-client_id': 'nobody' })).status).toBe(400);
  });

  it('publish nothing of the private key', async () => {
    const { body } = await server.get('/oauth2/certs');
    const [key] = (body as unknown as JSONWebKeySet).keys;
    expect(Object.keys(key!).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256', e: 'AQAB' });
  });
});

describe('a resource', () => {
  it('is left out for a token for the client itself', async () => {
    const claims = claimsOf(await ask({ resource: undefined }));
    expect(claims).toMatchObject({ aud: aConsumer().clientId, sub: aConsumer().clientId });
    expect(claims).not.toHaveProperty('ias_apis');
    expect(claimsOf(await ask({ resource: '' })).aud).toBe(aConsumer().clientId);
  });

  it('names a provider for all dependencies on it, also with the tenant an SDK adds', async () => {
    const more = aDependency(1, { name: 'invoices-client', apiName: 'invoices' });
    const consumer = aNewConsumer({ consumedApis: [aDependency(1), more, aDependency(3, { name: 'elsewhere' })] });
    await server.put(consumer);
    for (const tenant of ['', `:apptid:${PROVIDER.id}`]) {
      const resource = `urn:sap:identity:application:provider:clientid:${PROVIDER.clientId}${tenant}`;
      const claims = claimsOf(await ask({ client_id: consumer.clientId, resource }));
      expect(claims).toMatchObject({ aud: PROVIDER.clientId, ias_apis: ['orders', 'invoices'] });
    }
  });

  it('names an API of the client’s own', async () => {
    const consumer = aNewConsumer({ providedApis: [{ name: 'inner', description: '' }] });
    await server.put(consumer);
    const claims = claimsOf(await ask({ client_id: consumer.clientId, resource: 'urn:sap:identity:api:name:inner' }));
    expect(claims).toMatchObject({ aud: consumer.clientId, ias_apis: ['inner'] });
  });
});

describe('the policy of a token', () => {
  it.each([LIFETIME_MINIMUM, LIFETIME_MAXIMUM])('has the consumer’s lifetime of %d seconds', async (lifetime) => {
    const consumer = aNewConsumer({ tokenPolicy: { ...DEFAULT_TOKEN_POLICY, lifetime } });
    await server.put(consumer);
    const reply = await ask({ client_id: consumer.clientId });
    expect(reply.body['expires_in']).toBe(lifetime);
    expect(claimsOf(reply).exp).toBe(NOW.getTime() / 1000 + lifetime);
  });

  it('has the provider’s format, unless the request has a wish', async () => {
    const opaque = { ...DEFAULT_TOKEN_POLICY, format: 'opaque' as const };
    const provider = { ...anApplication(5, { providedApis: PROVIDER.providedApis }), tokenPolicy: opaque };
    const consumer = aNewConsumer({ consumedApis: [aDependency(5)] });
    await server.put(provider);
    await server.put(consumer);
    const client_id = consumer.clientId;
    const formOf = async (token_format?: string) =>
      String((await ask({ client_id, token_format })).body['access_token']).split('.').length === 3 ? 'jwt' : 'opaque';
    expect(await formOf()).toBe('opaque');
    expect(await formOf('jwt')).toBe('jwt');
    // The consumer's own setting is for tokens that others get for it.
    await server.put({ ...provider, tokenPolicy: DEFAULT_TOKEN_POLICY });
    await server.put({ ...consumer, tokenPolicy: opaque });
    expect(await formOf()).toBe('jwt');
    expect(await formOf('opaque')).toBe('opaque');
  });
});

describe('secrets', () => {
  it('of one client all work, twenty of them, by Basic and in the body', async () => {
    const values = Array.from({ length: 20 }, (_, index) => `${index}${SECRET}ä€😀 +%&`);
    const consumer = aNewConsumer({ secrets: values.map((value, index) => secretWith(value, {}, index + 1)) });
    await server.put(consumer);
    for (const secret of values) {
      expect((await ask({ client_id: consumer.clientId, client_secret: secret })).status).toBe(200);
      const headers = { Authorization: basic(consumer.clientId, secret) };
      expect((await server.post('/oauth2/token', 'grant_type=client_credentials', headers)).status).toBe(200);
    }
  });

  it('stand in nothing that the server says', () => {
    expect(server.said.length).toBeGreaterThan(10);
    expect(JSON.stringify(server.said)).not.toContain(SECRET);
  });
});

describe('a token for a user', () => {
  it('is made for a consumer that is known, and for nobody else', async () => {
    const claims = decodeJwt(await server.userToken(aConsumer().id, JANE_DOE.id));
    expect(claims).toMatchObject({ iss: server.origin('https'), aud: aConsumer().clientId, user_uuid: JANE_DOE.id });
    const unknown = aNewConsumer();
    expect(await server.tell({ kind: 'user-token', consumerId: unknown.id, userId: JANE_DOE.id })).toMatchObject({
      token: null,
    });
    expect(decodeProtectedHeader(await server.userToken(aConsumer().id, JANE_DOE.id)).typ).toBe('JWT');
  });
});
