import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { secretId, tenantId } from '../../../src/core/domain/identifiers.ts';
import { ok } from '../../../src/core/domain/result.ts';
import { testConnection } from '../../../src/core/use-cases/test-connection.ts';
import { certificateFacts } from '../../../src/main/outgoing/certificate-facts.ts';
import { createConnectionProbe } from '../../../src/main/tenants/connection-probe.ts';
import type { Credentials } from '../../../src/main/tenants/credentials.ts';
import { createSignInMemory } from '../../../src/main/tenants/sign-in-memory.ts';
import { connectionTo } from '../../../src/main/tenants/tenant-connection.ts';
import type { KeptTenant } from '../../../src/main/tenants/tenants-record.ts';
import { connectProxy } from '../../support/connect-proxy.ts';
import { issue } from '../../support/issued.ts';

const own = issue({ names: ['127.0.0.1', 'tenant.invalid'] });
const authority = { pem: own.certificate, certificate: certificateFacts(new X509Certificate(own.certificate)) };
const clock = { now: () => new Date() };
const credentials = {
  read: () => Promise.resolve(ok({ kind: 'text', value: 'enough-for-a-test' })),
} as unknown as Credentials;

type Answer = readonly [status: number, body: object | string];
/** By method and path without what changes. */
type Answers = Readonly<Partial<Record<'discovery' | 'token' | 'read' | 'write', Answer>>>;

let server: Server;
let origin: string;
let answers: Answers;
let date: Date | undefined;
const requests: string[] = [];

const kindOf = (method: string, path: string): keyof Answers | undefined => {
  if (path === '/.well-known/openid-configuration') return 'discovery';
  if (path === '/oauth2/token') return 'token';
  if (path.startsWith('/Applications/v1/')) return method === 'GET' ? 'read' : 'write';
  return undefined;
};

const rightAnswers = (): Required<Answers> => ({
  discovery: [200, { issuer: origin, token_endpoint: `${origin}/oauth2/token`, jwks_uri: `${origin}/oauth2/certs` }],
  token: [200, { access_token: 'token', token_type: 'Bearer', expires_in: 3600 }],
  read: [200, { totalResults: 0, itemsPerPage: 1, applications: [] }],
  write: [404, { error: { code: 404, message: 'Unable to find application with provided identifier.' } }],
});

function answer({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
  const kind = kindOf(method, url);
  requests.push(`${method} ${kind ?? url}`);
  const [status, body] = kind === undefined ? ([404, ''] as const) : { ...rightAnswers(), ...answers }[kind];
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'x-ids-id': 'REF-1',
    'content-type': isText ? 'text/html' : 'application/json',
    ...(date ? { date: date.toUTCString() } : {}),
  });
  response.end(isText ? body : JSON.stringify(body));
}

beforeAll(async () => {
  server = createServer({ cert: own.certificate, key: own.key }, answer);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  origin = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  requests.splice(0);
  date = undefined;
});
afterAll(() => server.close());

interface Tested {
  readonly steps: readonly string[];
  readonly clockAheadSeconds: number | null;
}

const by = (way: string) => (): Promise<string> => Promise.resolve(way);

interface Wishes {
  readonly at?: string;
  readonly isBelieved?: boolean;
  readonly proxyOf?: () => Promise<string>;
  readonly confirmed?: KeptTenant['confirmed'];
}

function probing({ at = origin, isBelieved = true, proxyOf = by('DIRECT'), confirmed = ['private-address'] }: Wishes) {
  const tenant: KeptTenant = {
    ...{ id: tenantId('t'), credential: secretId('c'), name: 'T', origin: at, colour: 'blue', production: false },
    ...{ signIn: { kind: 'client-secret', clientId: 'c-1' }, confirmed },
    ...(isBelieved ? { authority } : {}),
  };
  const parts = connectionTo(tenant, { credentials, clock, memory: createSignInMemory(), proxyOf });
  return { probe: createConnectionProbe({ tenant, parts }) };
}

async function test(given: Answers = {}, wishes: Wishes = {}): Promise<Tested> {
  answers = given;
  const { probe } = probing(wishes);
  const steps = await testConnection(probe);
  return {
    steps: steps.map((step) =>
      step.outcome === 'failed'
        ? `${step.name}: ${step.failure.code}${'trouble' in step.failure ? ` ${step.failure.trouble}` : ''}`
        : `${step.name}: ${step.outcome}`,
    ),
    clockAheadSeconds: probe.seen.clockAheadSeconds,
  };
}

const STEPS = ['name-resolves', 'tls', 'is-tenant', 'credentials-accepted', 'may-read', 'may-write'];
const passed = (count: number) => STEPS.slice(0, count).map((name) => `${name}: passed`);
const rest = (from: number) => STEPS.slice(from).map((name) => `${name}: not-reached`);

describe('the test of a connection', () => {
  it('passes step by step, and asks for one change that nothing can come of', async () => {
    const { steps, clockAheadSeconds } = await test();
    expect(steps).toEqual(passed(6));
    expect(clockAheadSeconds).toBeNull();
    expect(requests).toEqual(['GET discovery', 'POST token', 'GET read', 'PATCH write']);
  });

  it('stops at a name that leads nowhere', async () => {
    const { steps } = await test({}, { at: 'https://nobody.invalid' });
    expect(steps[0]).toMatch(/^name-resolves: tenant-unreachable/);
    expect(steps.slice(1)).toEqual(rest(1));
    expect(requests).toEqual([]);
  });

  it('goes through the proxy of the system, which looks the name up, with every request', async () => {
    const at = 'https://tenant.invalid';
    const proxy = await connectProxy(Number(new URL(origin).port));
    const discovery = [
      200,
      { issuer: at, token_endpoint: `${at}/oauth2/token`, jwks_uri: `${at}/oauth2/certs` },
    ] as const;
    const { steps } = await test({ discovery }, { at, proxyOf: by(proxy.way) });
    expect(steps).toEqual(['name-resolves: unknown', ...passed(6).slice(1)]);
    expect(requests).toEqual(['GET discovery', 'POST token', 'GET read', 'PATCH write']);
    // A handshake without a request came before them.
    expect(proxy.asked).toEqual(Array.from({ length: 5 }, () => 'tenant.invalid:443'));
  });

  it.each([
    ['fails to name a way', () => Promise.reject(new Error('The PAC file cannot be read.'))],
    ['names none that can be used', by('SOCKS5 127.0.0.1:9')],
  ])('finds it out when the system %s', async (_, proxyOf) => {
    const { steps } = await test({}, { at: 'https://tenant.invalid', proxyOf });
    expect(steps.find((step) => step.endsWith('tenant-unreachable proxy-refused'))).toMatch(/^(?:name-resolves|tls): /);
    expect(requests).toEqual([]);
  });

  it('stops at a certificate that is not believed, and sends nothing', async () => {
    const { steps } = await test({}, { isBelieved: false });
    expect(steps).toEqual([...passed(1), 'tls: tenant-unreachable tls-self-signed', ...rest(2)]);
    expect(requests).toEqual([]);
  });

  it.each([
    ['a web page', [200, '<html>Welcome</html>']],
    [
      'another service',
      [200, { issuer: 'https://other.example', token_endpoint: 'https://other.example/t', jwks_uri: '' }],
    ],
    ['nothing there', [404, '']],
  ] as const)('stops at %s that is no tenant, before any credential is sent', async (_, discovery) => {
    const { steps } = await test({ discovery });
    expect(steps).toEqual([...passed(2), 'is-tenant: not-a-tenant', ...rest(3)]);
    expect(requests).toEqual(['GET discovery']);
  });

  it.each([
    [500, '<html>Maintenance</html>', 'tenant-fault', ''],
    [503, { error: { code: 503, message: 'In maintenance.' } }, 'tenant-fault', 'In maintenance.'],
    [429, '', 'tenant-busy', ''],
  ] as const)('does not blame the address for a fault or a crowd: %d %j', async (status, body, code, message) => {
    answers = { discovery: [status, body] };
    const { probe } = probing({});
    const reply = { status, message, correlationId: 'REF-1' };
    expect(await probe.discover()).toMatchObject({ code, reply });
    const { steps } = await test({ discovery: [status, body] });
    expect(steps).toEqual([...passed(2), `is-tenant: ${code}`, ...rest(3)]);
    expect(requests).toEqual(['GET discovery', 'GET discovery']);
  });

  it('says that credentials are wrong', async () => {
    const wrong = [401, { error: 'invalid_client' }] as const;
    const { steps } = await test({ token: wrong, read: [401, ''] });
    expect(steps).toEqual([...passed(3), 'credentials-accepted: tenant-credentials-refused', ...rest(4)]);
  });

  it('says that the right to read is missing, or the right to write, to whoever was recognized', async () => {
    const refused = [403, { error: { code: 403, message: 'Forbidden' } }] as const;
    const reading = await test({ read: refused });
    expect(reading.steps).toEqual([...passed(4), 'may-read: tenant-not-allowed', ...rest(5)]);
    const writing = await test({ write: refused });
    expect(writing.steps).toEqual([...passed(5), 'may-write: tenant-not-allowed']);
  });

  it('claims nothing about writing that the answer does not tell', async () => {
    const { steps } = await test({ write: [204, ''] });
    expect(steps).toEqual([...passed(5), 'may-write: unknown']);
  });

  it.each([
    [400, '<html>Bad Request</html>'],
    [404, '<html>Not Found</html>'],
    [404, ''],
    [404, { message: 'no such route' }],
  ] as const)('claims nothing about writing when something on the way answers %d %j', async (status, body) => {
    const { steps } = await test({ write: [status, body] });
    expect(steps.at(-1)).not.toBe('may-write: passed');
  });

  it.each([
    [400, { error: { code: 400, message: 'No operations.' } }],
    [404, { code: 404, message: 'Unable to find application with provided identifier.' }],
  ] as const)('believes %d of the tenant itself, in both forms of its errors', async (status, body) => {
    const { steps } = await test({ write: [status, body] });
    expect(steps).toEqual(passed(6));
  });

  it('sends nothing to a private address that nobody has confirmed, at no step', async () => {
    const { steps } = await test({}, { confirmed: ['custom-domain'] });
    expect(steps).toEqual([...passed(1), 'tls: tenant-unreachable address-private', ...rest(2)]);
    const { probe } = probing({ confirmed: ['custom-domain'] });
    const unreached = { code: 'tenant-unreachable', trouble: 'address-private' };
    expect([await probe.discover(), await probe.read(), await probe.write()]).toEqual([
      unreached,
      unreached,
      unreached,
    ]);
    expect(requests).toEqual([]);
  });

  it.each([3600, -3600])('tells a clock that is %d seconds ahead, and goes on', async (seconds) => {
    date = new Date(Date.now() + seconds * 1000);
    const { steps, clockAheadSeconds } = await test();
    expect(steps).toEqual(passed(6));
    expect(Math.abs((clockAheadSeconds ?? 0) - seconds)).toBeLessThan(30);
  });
});
