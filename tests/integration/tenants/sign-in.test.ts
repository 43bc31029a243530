import { describe, expect, it } from 'vitest';
import { secretId, tenantId } from '../../../src/core/domain/identifiers.ts';
import { ok } from '../../../src/core/domain/result.ts';
import type { SignIn } from '../../../src/core/domain/tenant.ts';
import type { Credentials, SignInCredential } from '../../../src/main/tenants/credentials.ts';
import { createSignIn } from '../../../src/main/tenants/sign-in.ts';
import { createSignInMemory } from '../../../src/main/tenants/sign-in-memory.ts';
import type { KeptTenant } from '../../../src/main/tenants/tenants-record.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { oddServer } from '../../support/odd-server.ts';
import { worked } from '../../support/outcome.ts';

const PATIENCE_MS = 10_000;
const SECRET = 'a:b%+ c/~';
const CLIENT: SignIn = { kind: 'client-secret', clientId: 'id:1' };

interface Wishes {
  readonly signIn?: SignIn;
  readonly credential?: SignInCredential;
  readonly confirmed?: KeptTenant['confirmed'];
  /** Status and body of the token endpoint, in order; the last one stays. */
  readonly tokens?: readonly (readonly [number, object])[];
  readonly retryAfter?: string | undefined;
}

async function signingIn({
  signIn = CLIENT,
  credential = { kind: 'text', value: SECRET },
  confirmed = ['private-address'],
  tokens = [[200, { access_token: 'token-1', expires_in: 3600 }]],
  retryAfter,
}: Wishes = {}) {
  const server = await oddServer((_request, response) => {
    const [status, body] = tokens[Math.min(server.requests.length, tokens.length) - 1] ?? [500, {}];
    if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const clock = fixedClock();
  let reads = 0;
  const credentials = {
    read: () => {
      reads += 1;
      return Promise.resolve(ok(credential));
    },
  } as unknown as Credentials;
  const tenant: KeptTenant = {
    ...{ id: tenantId('t'), name: 'T', origin: server.origin, colour: 'blue', production: false, signIn, confirmed },
    credential: secretId('c'),
  };
  const session = createSignIn({ tenant, credentials, clock, memory: createSignInMemory(clock.elapsedMs) });
  /** Of one request that the tenant accepts. */
  const header = async () => {
    const credential = worked(await session.authorize(PATIENCE_MS));
    session.heard?.(credential, 'accepted');
    return credential.header;
  };
  return { server, clock, session, header, reads: () => reads };
}

const basic = (pair: string) => `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;

describe('signing in with a client ID and its secret', () => {
  it('asks the own token endpoint, in the body, once for many requests', async () => {
    const { server, header, session, reads } = await signingIn();
    const all = await Promise.all([header(), header(), header()]);
    expect(all).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
    expect([server.requests.length, reads()]).toEqual([1, 1]);
    const [asked] = server.requests;
    expect(asked?.request.url).toBe('/oauth2/token');
    expect(asked?.request.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      ...{ grant_type: 'client_credentials', client_id: 'id:1', client_secret: SECRET },
    });
    // What is not sent cannot be repeated.
    expect(worked(await session.authorize(PATIENCE_MS)).confidential).toEqual(['token-1']);
    expect(reads()).toBe(1);
  });

  it('asks anew a minute before the token expires, and once after it was refused', async () => {
    const tokens = [1, 2, 3].map((n) => [200, { access_token: `token-${n}`, expires_in: 600 }] as const);
    const { clock, header, session } = await signingIn({ tokens });
    expect(await header()).toBe('Bearer token-1');
    clock.pass(539);
    expect(await header()).toBe('Bearer token-1');
    clock.pass(1);
    expect(await header()).toBe('Bearer token-2');
    clock.pass(60);
    const refused = worked(await session.authorize(PATIENCE_MS));
    expect([session.heard?.(refused, 'refused'), session.heard?.(refused, 'refused')]).toEqual([true, true]);
    expect(await header()).toBe('Bearer token-3');
    // What another request was refused with before says nothing about it.
    expect(session.heard?.(refused, 'refused')).toBe(true);
    expect(await header()).toBe('Bearer token-3');
  });

  it('asks once for many requests at once even where a token lives shorter than what it is asked for in advance', async () => {
    const { header, server } = await signingIn({ tokens: [[200, { access_token: 'token-1', expires_in: 30 }]] });
    expect(new Set(await Promise.all([header(), header(), header()]))).toEqual(new Set(['Bearer token-1']));
    expect(server.requests).toHaveLength(1);
  });

  it('asks anew in time though the clock is set back, and does not take an old token for a young one', async () => {
    const tokens = [1, 2, 3].map((n) => [200, { access_token: `token-${n}`, expires_in: 600 }] as const);
    const { clock, header, session } = await signingIn({ tokens });
    expect(await header()).toBe('Bearer token-1');
    clock.set(-86_400);
    clock.pass(540);
    expect(await header()).toBe('Bearer token-2');
    clock.set(-86_400);
    clock.pass(60);
    expect(session.heard?.(worked(await session.authorize(PATIENCE_MS)), 'refused')).toBe(true);
    expect(await header()).toBe('Bearer token-3');
  });

  it('asks anew after the machine has slept, which only the clock on the wall tells', async () => {
    const tokens = [1, 2].map((n) => [200, { access_token: `token-${n}`, expires_in: 600 }] as const);
    const { clock, header } = await signingIn({ tokens });
    expect(await header()).toBe('Bearer token-1');
    clock.set(3600);
    expect(await header()).toBe('Bearer token-2');
  });

  it.each([
    ['refuses', [401, { error: 'invalid_client' }]],
    ['gives none', [200, { token_type: 'Bearer' }]],
    ['gives one that no header could hold', [200, { access_token: 'a\r\nb' }]],
  ] as const)(
    'is Basic with both of them form-encoded where the endpoint %s, which is not asked again',
    async (_, token) => {
      const { server, header } = await signingIn({ tokens: [token] });
      const expected = basic('id%3A1:a%3Ab%25%2B+c%2F%7E');
      expect([await header(), await header()]).toEqual([expected, expected]);
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each([
    ['in half a minute', [503, {}], undefined, 30],
    ['when it says so', [429, {}], '90', 90],
    ['in five minutes, however long it says', [503, {}], '86400', 300],
    ['in half a minute when something else answers', [200, { page: 'welcome' }], undefined, 30],
  ] as const)('asks an endpoint that is out of order again %s', async (_, broken, retryAfter, seconds) => {
    const { clock, header, server } = await signingIn({
      tokens: [broken, [200, { access_token: 'token-2' }]],
      retryAfter,
    });
    expect(await header()).toMatch(/^Basic /);
    clock.pass(seconds - 1);
    expect([await header(), server.requests.length]).toEqual([expect.stringMatching(/^Basic /), 1]);
    clock.pass(1);
    expect(await header()).toBe('Bearer token-2');
  });

  it('sends nothing to a private address that nobody has confirmed', async () => {
    const { server, header } = await signingIn({ confirmed: ['custom-domain'] });
    await header();
    expect(server.requests).toEqual([]);
  });
});

it('a user and a password are Basic in UTF-8, as they are', async () => {
  const { header, server } = await signingIn({
    signIn: { kind: 'user-password', userName: 'jürgen+1' },
    credential: { kind: 'text', value: 'päß:wörd' },
  });
  expect(await header()).toBe(basic('jürgen+1:päß:wörd'));
  expect(server.requests).toEqual([]);
});

it('a certificate goes into the handshake, and nothing into the header', async () => {
  const facts = { subject: '', issuer: '', names: [], validFrom: '', validTo: '', fingerprint: '' };
  const { session } = await signingIn({
    signIn: { kind: 'certificate', certificate: facts },
    credential: { kind: 'certificate', certificate: 'CERT', privateKey: 'KEY' },
  });
  expect(worked(await session.authorize(PATIENCE_MS))).toEqual({
    ...{ header: undefined, confidential: ['KEY'] },
    clientCertificate: { certificate: 'CERT', privateKey: 'KEY' },
  });
});
