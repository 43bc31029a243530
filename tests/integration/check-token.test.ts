import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { remoteChecks } from '../../src/main/check/create-checks.ts';
import { createTokenEndpoint } from '../../src/main/check/token-endpoint.ts';
import { oddServer, type OddServer } from '../support/odd-server.ts';
import { testCertificate, type MadeForTest } from '../support/test-certificate.ts';

const request = { clientId: 'client', secret: "a+b&c=d'[~é", resource: 'urn:sap:identity:x:y' };
let keys: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
let others: typeof keys;
let published: JWK;
beforeAll(async () => {
  [keys, others] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  published = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
});

const json = (value: unknown, status = 200) => ({ status, type: 'application/json', text: JSON.stringify(value) });
type Answer = ReturnType<typeof json>;
const VERIFIED = { code: 'verified', issuer: null };

interface Tenant {
  readonly token?: Answer;
  readonly discovery?: (origin: string) => Answer;
  readonly keys?: Answer;
  readonly tls?: MadeForTest;
}

/** A tenant that is right but for what the test changes. */
async function tenant(wrong: Tenant = {}) {
  const server: OddServer = await oddServer((asked, response) => {
    const answers: Record<string, Answer> = {
      '/oauth2/token': wrong.token ?? json({ access_token: 'a.b.c', token_type: 'Bearer' }),
      '/.well-known/openid-configuration':
        wrong.discovery?.(server.origin) ?? json({ jwks_uri: `${server.origin}/oauth2/certs` }),
      '/oauth2/certs': wrong.keys ?? json({ keys: [published] }),
    };
    const { status, type, text } = answers[asked.url ?? ''] ?? json({}, 404);
    response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(text);
  }, wrong.tls);
  const endpoint = (parts: Partial<Parameters<typeof createTokenEndpoint>[0]> = {}) =>
    createTokenEndpoint({
      ...{
        origin: server.origin,
        certificate: wrong.tls?.certificate,
        absence: () => Promise.resolve(undefined),
        ...parts,
      },
    });
  return { server, endpoint };
}

const signed = (header: { readonly alg?: string; readonly kid?: string } = {}, claims: Record<string, unknown> = {}) =>
  new SignJWT({ iss: 'x', exp: Math.floor(Date.now() / 1000) + 60, ...claims }).setProtectedHeader({
    ...{ alg: 'RS256', kid: 'key-1', typ: 'JWT', ...header },
  });

describe('asking for a token', () => {
  it('sends the secret whole, in the body only', async () => {
    const { server, endpoint } = await tenant();
    expect(await endpoint().fetchToken(request)).toEqual({ kind: 'token', token: 'a.b.c' });
    const [sent] = server.requests;
    expect(sent?.request).toMatchObject({ method: 'POST', url: '/oauth2/token' });
    expect(sent?.request.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(sent?.request.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
      ...{ grant_type: 'client_credentials', client_id: 'client', client_secret: request.secret },
      resource: request.resource,
    });
  });

  it('leaves out a resource that is not asked for', async () => {
    const { server, endpoint } = await tenant();
    await endpoint().fetchToken({ ...request, resource: null });
    expect(new URLSearchParams(server.requests[0]?.body).has('resource')).toBe(false);
  });

  it('sends the secret to nobody when our server says that it does not listen there', async () => {
    const { server, endpoint } = await tenant();
    const absent = endpoint({ absence: () => Promise.resolve('port-in-use') });
    expect(await absent.fetchToken(request)).toEqual({ kind: 'server-absent', absence: 'port-in-use' });
    expect(server.requests).toHaveLength(0);
    // The control: somebody does listen there, and would have got it.
    await endpoint().fetchToken(request);
    expect(server.requests[0]?.body).toContain('client_secret');
  });

  it.each([
    ['a refusal', json({ error: 'invalid_client', error_description: 'Client not found' }, 401), 'refused'],
    ['a refusal without words', json({ error: 'invalid_target' }, 400), 'refused'],
    ['a page', { status: 200, type: 'text/html', text: '<!doctype html>' }, 'not-understood'],
    ['a page as error', { status: 500, type: 'text/html', text: '<html>' }, 'not-understood'],
    ['throttling', json({ error: 'slow_down' }, 429), 'not-understood'],
    ['a redirect', { status: 302, type: 'text/plain', text: '' }, 'not-understood'],
    ['success without a token', json({ token: 'x' }), 'no-token'],
    ['an empty token', json({ access_token: '' }), 'no-token'],
    ['a number as token', json({ access_token: 1 }), 'no-token'],
    ['a list', json([]), 'no-token'],
    ['an endless token', json({ access_token: 'a'.repeat(70_000) }), 'no-token'],
  ])('understands %s', async (_, token, kind) => {
    const { endpoint } = await tenant({ token });
    expect((await endpoint().fetchToken(request)).kind).toBe(kind);
  });

  it('hands the words of a refusal on as they were received', async () => {
    const { endpoint } = await tenant({
      token: json({ error: 'invalid_client', error_description: 'Client not found' }, 401),
    });
    expect(await endpoint().fetchToken(request)).toEqual({
      ...{ kind: 'refused', status: 401, error: 'invalid_client', description: 'Client not found' },
    });
  });

  it('sends nothing over TLS to a server with another certificate', async () => {
    const { server, endpoint } = await tenant({ tls: await testCertificate() });
    const { certificate } = await testCertificate();
    expect((await endpoint({ certificate }).fetchToken(request)).kind).toBe('unreachable');
    expect(server.requests).toHaveLength(0);
    expect((await endpoint().fetchToken(request)).kind).toBe('token');
  });

  it('does not show the secret that a tenant repeats, as it is or as it was sent', async () => {
    const sent = new URLSearchParams({ client_secret: request.secret }).toString();
    const echo = json({ error: `no ${request.secret}`, error_description: `${sent} is\n not ${request.secret}` }, 401);
    const { endpoint } = await tenant({ token: echo });
    expect(await endpoint().fetchToken(request)).toMatchObject({
      ...{ kind: 'refused', error: 'no •••', description: 'client_secret=••• is not •••' },
    });
  });

  it('sends the secret to no private address where only public ones may be asked', async () => {
    const { server } = await tenant();
    const common = {
      tokens: { keep: () => '', take: () => undefined },
      urls: { of: () => '', remember: () => undefined },
    };
    const NOT_OF_LATE = { keptAt: () => undefined, changedAt: () => undefined };
    const endpoint = (origin: string, addresses: 'any' | 'public') =>
      remoteChecks(common, { origin, addresses, wait: () => Promise.resolve() }, NOT_OF_LATE).endpoint(null).endpoint;
    for (const origin of [server.origin, `http://localhost:${server.port}`]) {
      const refused = { kind: 'unreachable', trouble: 'address-private' };
      expect(await endpoint(origin, 'public').fetchToken(request)).toEqual(refused);
    }
    expect(server.requests).toHaveLength(0);
    // The control: where any may be asked, it is.
    expect((await endpoint(server.origin, 'any').fetchToken(request)).kind).toBe('token');
  });

  it('waits no longer than it may', async () => {
    const silent = await oddServer(() => undefined);
    const { endpoint } = await tenant();
    const slow = endpoint({ origin: silent.origin, timeoutMs: 200 });
    expect(await slow.fetchToken(request)).toEqual({ kind: 'unreachable', trouble: 'timed-out' });
    expect(await slow.verify(await signed().sign(keys.privateKey))).toEqual({
      ...{ code: 'keys-not-found', trouble: 'timed-out' },
    });
  });
});

describe('the signature of a token', () => {
  it('passes by a published key, also when the token has expired, which is another step', async () => {
    const { endpoint } = await tenant();
    expect(await endpoint().verify(await signed().sign(keys.privateKey))).toEqual(VERIFIED);
    expect(await endpoint().verify(await signed({}, { exp: 1 }).sign(keys.privateKey))).toEqual(VERIFIED);
    expect(await endpoint().verify(await signed({}, { nbf: 4_102_444_800 }).sign(keys.privateKey))).toEqual(VERIFIED);
  });

  it('fails when another key has signed, or anything was changed afterwards', async () => {
    const { endpoint } = await tenant();
    const forged = await signed().sign(others.privateKey);
    expect(await endpoint().verify(forged)).toEqual({ code: 'signature-wrong' });
    const [header = '', , signature = ''] = (await signed().sign(keys.privateKey)).split('.');
    const claims = Buffer.from(JSON.stringify({ aud: 'me', exp: 4_102_444_800 })).toString('base64url');
    expect(await endpoint().verify(`${header}.${claims}.${signature}`)).toEqual({ code: 'signature-wrong' });
    const expired = await signed({}, { exp: 1 }).sign(others.privateKey);
    expect(await endpoint().verify(expired)).toEqual({ code: 'signature-wrong' });
  });

  it('fails without a signature, and with the public key taken for a password', async () => {
    const { endpoint } = await tenant();
    expect(await endpoint().verify(new UnsecuredJWT({}).encode())).toEqual({
      ...{ code: 'algorithm-refused', algorithm: 'none' },
    });
    const password = new TextEncoder().encode(JSON.stringify(published));
    expect(await endpoint().verify(await signed({ alg: 'HS256' }).sign(password))).toEqual({
      ...{ code: 'algorithm-refused', algorithm: 'HS256' },
    });
  });

  it('names a key that is not published', async () => {
    const { endpoint } = await tenant();
    const token = await signed({ kid: 'key-2' }).sign(keys.privateKey);
    expect(await endpoint().verify(token)).toEqual({ code: 'key-unknown', kid: 'key-2' });
  });

  it('takes keys from the tenant itself only, wherever discovery names them', async () => {
    const stranger = await oddServer((_, response) => response.end(JSON.stringify({ keys: [published] })));
    const token = await signed().sign(keys.privateKey);
    const named = ({ origin }: { readonly origin: string }) => [
      ...[`${stranger.origin}/certs`, 'https://accounts.example/certs', 'file:///etc/passwd'],
      // The address of the tenant as a beginning of another one.
      `${origin}@evil.example/certs`,
    ];
    for (const [index] of named(stranger).entries()) {
      const discovery = (origin: string) => json({ issuer: 'https://own', jwks_uri: named({ origin })[index] });
      const without = await tenant({ discovery, keys: json({}, 404) });
      expect(await without.endpoint().verify(token)).toEqual({ code: 'keys-not-found', trouble: 'elsewhere' });
      const others = await tenant({ discovery });
      expect(await others.endpoint().verify(token)).toEqual({ code: 'verified', issuer: 'https://own' });
    }
    expect(stranger.requests).toHaveLength(0);
  });

  it.each<[string, Tenant]>([
    ['there is no discovery', { discovery: () => json({}, 404) }],
    ['discovery is a page', { discovery: () => ({ status: 200, type: 'text/html', text: '<html>' }) }],
    ['discovery names no keys', { discovery: () => json({ issuer: 'x' }) }],
    ['there are no keys', { keys: json({}, 500) }],
    ['the keys are none', { keys: json({ keys: 'x' }) }],
  ])('cannot be verified when %s', async (_, wrong) => {
    const { endpoint } = await tenant(wrong);
    const found = await endpoint().verify(await signed().sign(keys.privateKey));
    expect(found).toEqual({ code: 'keys-not-found', trouble: 'not-keys' });
  });
});

it('a token that is no JWT is decoded to nothing', async () => {
  const { endpoint } = await tenant();
  for (const opaque of ['', 'opaque', 'a.b.c', 'e30.e30']) expect(endpoint().decode(opaque)).toBeUndefined();
  const token = await signed({}, { azp: 'me' }).sign(keys.privateKey);
  expect(endpoint().decode(token)).toMatchObject({ header: { kid: 'key-1' }, claims: { azp: 'me' } });
});
