import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import xssec from '@sap/xssec';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMES, type Scheme } from '../../../src/core/domain/local-tenant.ts';
import { DEFAULT_TOKEN_POLICY, GRANTS } from '../../../src/core/domain/token/token-policy.ts';
import { aConsumer, aProvider, JANE_DOE, ORDERS, SECRET } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';

const CONSUMER = aConsumer({ tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: GRANTS } });
const folder = mkdtempSync(join(tmpdir(), 'trust-desk-test-'));
const certificate = join(folder, 'certificate.pem');

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications: [aProvider(), CONSUMER], users: [JANE_DOE] } });
  writeFileSync(certificate, server.tenant.tls.certificate);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Trial {
  readonly scheme: Scheme;
  readonly way: 'basic' | 'body';
  readonly secret?: string;
  readonly env?: NodeJS.ProcessEnv;
}

interface Tried {
  readonly issuer: string;
  readonly token: string;
  /** What introspection said of the token before and after it was revoked. */
  readonly active: readonly boolean[];
  readonly users: readonly string[];
}

/** What openid-client came to, or why it could not. */
async function tryOut({ scheme, way, secret = SECRET, env = { NODE_EXTRA_CA_CERTS: certificate } }: Trial) {
  const assertion = await server.userToken(CONSUMER.id, JANE_DOE.id);
  const script = fileURLToPath(new URL('../../support/openid-client-trial.mjs', import.meta.url));
  const child = fork(script, [], { env, execArgv: [], silent: true });
  const told = { origin: server.origin(scheme), clientId: CONSUMER.clientId, secret, way, resource: ORDERS, assertion };
  return new Promise<Partial<Tried> & { readonly failed?: string }>((settle, fail) => {
    child.once('message', (result: object) => settle(result));
    child.once('exit', (code) => fail(new Error(`openid-client ended with ${String(code)}`)));
    child.send(told);
  });
}

const WAYS = SCHEMES.flatMap((scheme) => (['basic', 'body'] as const).map((way) => ({ scheme, way })));

describe.each(WAYS)('openid-client over $scheme, with its secret by $way', ({ scheme, way }) => {
  it('finds the server, gets, inspects and revokes a token, and exchanges that of a user', async () => {
    const { issuer, token = '', active, users = [] } = await tryOut({ scheme, way });
    expect({ issuer, active }).toEqual({ issuer: server.origin(scheme), active: [true, false] });
    const target = { aud: aProvider().clientId, azp: CONSUMER.clientId, ias_apis: ['orders'] };
    expect(decodeJwt(token)).toMatchObject({ ...target, sub: CONSUMER.clientId });
    expect(users).toHaveLength(2);
    for (const user of users) expect(decodeJwt(user)).toMatchObject({ ...target, mail: JANE_DOE.mail });
  });

  it('is told that its secret is wrong', async () => {
    // With Basic the answer is a challenge first of all.
    const failed = way === 'basic' ? 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' : 'OAUTH_RESPONSE_BODY_ERROR';
    expect(await tryOut({ scheme, way, secret: 'wrong' })).toMatchObject({ failed, status: 401 });
  });
});

describe('openid-client over https', () => {
  it('needs the certificate', async () => {
    const { failed, token } = await tryOut({ scheme: 'https', way: 'basic', env: {} });
    expect(token).toBeUndefined();
    expect(failed).toBeDefined();
  });
});

describe('@sap/xssec over http', () => {
  const facts = { clientid: CONSUMER.clientId, clientsecret: SECRET };
  const service = (changed = {}) => new xssec.IdentityService({ ...facts, url: server.origin(), ...changed });

  it('gets a token', async () => {
    const { access_token } = await service().fetchClientCredentialsToken({ resource: ORDERS });
    expect(decodeJwt(access_token)).toMatchObject({ ias_apis: ['orders'], azp: CONSUMER.clientId });
  });

  it('exchanges the token of a user', async () => {
    const assertion = await server.userToken(CONSUMER.id, JANE_DOE.id);
    const { access_token } = await service().fetchJwtBearerToken(assertion, { resource: ORDERS, token_format: 'jwt' });
    expect(decodeJwt(access_token)).toMatchObject({ sub: JANE_DOE.userName, ias_apis: ['orders'] });
  });

  it('is told that its secret is wrong', async () => {
    const asked = service({ clientsecret: 'wrong' }).fetchClientCredentialsToken({ resource: ORDERS });
    await expect(asked).rejects.toMatchObject({ responseCode: 401 });
  });
});
