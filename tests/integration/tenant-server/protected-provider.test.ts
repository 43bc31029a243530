import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xssecDomainOf, type Scheme } from '../../../src/core/domain/local-tenant.ts';
import { DEFAULT_TOKEN_POLICY } from '../../../src/core/domain/token/token-policy.ts';
import { TokenKeys } from '../../../src/main/tenant-server/token-keys.ts';
import { newSigningKey } from '../../../src/main/tenant/key-pair.ts';
import { aDependency, anApplication } from '../../support/builders.ts';
import { aConsumer, aProvider, JANE_DOE, ORDERS, tokenForm } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';

const PROVIDER = aProvider();
const OTHER_PROVIDER = anApplication(5, { providedApis: PROVIDER.providedApis });
const CONSUMER = aConsumer({
  tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: ['clientCredentials', 'jwtBearer'] },
  consumedApis: [
    aDependency(1),
    aDependency(1, { name: 'invoices-client', apiName: 'invoices' }),
    aDependency(5, { name: 'elsewhere' }),
  ],
});
const resource = (name: string) => `urn:sap:identity:application:provider:name:${name}`;

let server: TokenServer;
let provider: Provider;
let untrusting: Provider;
const folder = mkdtempSync(join(tmpdir(), 'trust-desk-test-'));

beforeAll(async () => {
  server = await startTokenServer({
    tenant: { applications: [PROVIDER, OTHER_PROVIDER, CONSUMER], users: [JANE_DOE] },
  });
  const certificate = join(folder, 'certificate.pem');
  writeFileSync(certificate, server.tenant.tls.certificate);
  provider = await startProvider({ NODE_EXTRA_CA_CERTS: certificate });
  untrusting = await startProvider({});
}, 30_000);
afterAll(async () => {
  provider.process.kill('SIGKILL');
  untrusting.process.kill('SIGKILL');
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Provider {
  readonly process: ChildProcess;
  readonly url: string;
}

function startProvider(env: NodeJS.ProcessEnv): Promise<Provider> {
  const script = fileURLToPath(new URL('../../support/protected-provider.mjs', import.meta.url));
  const facts = [PROVIDER.clientId, server.origin('https'), xssecDomainOf(server.ports)];
  const child = fork(script, facts, { env, execArgv: [], silent: true });
  return new Promise((settle, fail) => {
    child.once('message', (port) => settle({ process: child, url: `http://127.0.0.1:${Number(port)}` }));
    child.once('exit', (code) => fail(new Error(`the provider ended with ${String(code)}`)));
  });
}

async function call(token: string, { url } = provider, api = 'orders') {
  const response = await fetch(`${url}/${api}`, { headers: { Authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

const tokenFor = async (changed: Readonly<Record<string, string>> = {}, scheme: Scheme = 'http') =>
  String((await server.post('/oauth2/token', tokenForm(changed), {}, scheme)).body['access_token']);

/** The claims of a right token, changed, and signed: by the tenant's own key where no other is given. */
async function signed(changed: Readonly<Record<string, unknown>>, key = server.tenant.keys): Promise<string> {
  return (await TokenKeys.from(key)).sign({ ...decodeJwt(await tokenFor()), ...changed });
}

describe('a provider that @sap/xssec protects', () => {
  it.each(['http', 'https'] as const)('lets the right token in that was got over %s', async (scheme) => {
    const { status, body } = await call(await tokenFor({}, scheme));
    expect({ status, body }).toEqual({ status: 200, body: { azp: CONSUMER.clientId, subject: CONSUMER.clientId } });
  });

  it('lets a user in', async () => {
    const assertion = await server.userToken(CONSUMER.id, JANE_DOE.id);
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    const token = await tokenFor({ grant_type, assertion, token_format: 'jwt', resource: ORDERS });
    expect((await call(token)).body).toEqual({ azp: CONSUMER.clientId, subject: JANE_DOE.userName });
  });

  it('refuses a token for another API', async () => {
    const token = await tokenFor({ resource: resource('invoices-client') });
    expect((await call(token)).status).toBe(403);
    expect((await call(token, provider, 'invoices')).status).toBe(200);
  });

  it('refuses a token for another provider', async () => {
    const { status, body } = await call(await tokenFor({ resource: resource('elsewhere') }));
    expect({ status, error: body['error'] }).toEqual({ status: 401, error: 'WrongAudienceError' });
  });

  it('refuses an expired token', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect((await call(await signed({ exp: now + 60 }))).status).toBe(200);
    const { status, body } = await call(await signed({ iat: now - 7200, exp: now - 3600 }));
    expect({ status, error: body['error'] }).toEqual({ status: 401, error: 'ExpiredTokenError' });
  });

  it('refuses a tampered token', async () => {
    const [header, payload, signature] = (await tokenFor({ resource: resource('invoices-client') })).split('.');
    const claims = { ...decodeJwt(`${header}.${payload}.`), ias_apis: ['orders'] };
    const tampered = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const { status, body } = await call([header, tampered, signature].join('.'));
    expect({ status, error: body['error'] }).toEqual({ status: 401, error: 'InvalidTokenSignatureError' });
  });

  it('refuses a token that somebody else has signed, also by the name of our key', async () => {
    const { kid, privateKey } = await newSigningKey(new Date());
    const foreign = { current: { kid, privateKey }, retired: [] };
    expect((await call(await signed({}, foreign))).status).toBe(401);
    const named = { current: { kid: server.tenant.keys.current.kid, privateKey }, retired: [] };
    expect((await call(await signed({}, named))).body['error']).toBe('InvalidTokenSignatureError');
  });

  it('verifies nothing without the certificate', async () => {
    expect((await call(await tokenFor(), untrusting)).status).toBe(500);
  });
});
