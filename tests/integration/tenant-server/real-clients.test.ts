import { createRequire } from 'node:module';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsumer, aProvider, JANE_DOE, ORDERS, SECRET } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { DEFAULT_TOKEN_POLICY, GRANTS } from '../../../src/core/domain/token/token-policy.ts';

const { IdentityService } = createRequire(import.meta.url)('@sap/xssec') as typeof import('@sap/xssec');

const CONSUMER = aConsumer({ tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: GRANTS } });
let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications: [aProvider(), CONSUMER], users: [JANE_DOE] } });
});
afterAll(() => server.close());

const ways = { basic: client.ClientSecretBasic, body: client.ClientSecretPost };

describe.each(['basic', 'body'] as const)('openid-client, with its secret by %s', (way) => {
  const discover = () =>
    client.discovery(new URL(server.origin()), CONSUMER.clientId, undefined, ways[way](SECRET), {
      execute: [client.allowInsecureRequests],
    });

  it('finds the server and gets a token', async () => {
    const config = await discover();
    const { access_token } = await client.clientCredentialsGrant(config, { resource: ORDERS });
    expect(decodeJwt(access_token)).toMatchObject({ ias_apis: ['orders'], aud: aProvider().clientId });
    expect(await client.tokenIntrospection(config, access_token)).toMatchObject({ active: true });
    await client.tokenRevocation(config, access_token);
    expect(await client.tokenIntrospection(config, access_token)).toMatchObject({ active: false });
  });

  it('exchanges the token of a user', async () => {
    const config = await discover();
    const assertion = await server.userToken(CONSUMER.id, JANE_DOE.id);
    const bearer = await client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:jwt-bearer', {
      ...{ assertion, resource: ORDERS, token_format: 'jwt' },
    });
    expect(decodeJwt(bearer.access_token)).toMatchObject({ ias_apis: ['orders'], mail: JANE_DOE.mail });
    const exchanged = await client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', {
      subject_token: assertion,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      ...{ resource: ORDERS, token_format: 'jwt' },
    });
    expect(decodeJwt(exchanged.access_token)).toMatchObject({ ias_apis: ['orders'], mail: JANE_DOE.mail });
  });
});

describe('@sap/xssec', () => {
  const service = () =>
    new IdentityService({ clientid: CONSUMER.clientId, clientsecret: SECRET, url: server.origin() } as never);

  it('gets a token over http', async () => {
    const { access_token } = await service().fetchClientCredentialsToken({ resource: ORDERS });
    expect(decodeJwt(access_token)).toMatchObject({ ias_apis: ['orders'], azp: CONSUMER.clientId });
  });

  it('exchanges the token of a user', async () => {
    const assertion = await server.userToken(CONSUMER.id, JANE_DOE.id);
    const { access_token } = await service().fetchJwtBearerToken(assertion, { resource: ORDERS, token_format: 'jwt' });
    expect(decodeJwt(access_token)).toMatchObject({ sub: JANE_DOE.userName, ias_apis: ['orders'] });
  });
});
