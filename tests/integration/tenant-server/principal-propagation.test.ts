import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TOKEN_POLICY, GRANTS } from '../../../src/core/domain/token/token-policy.ts';
import { aDependency, anAllApisDependency, anApplication } from '../../support/builders.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { aConsumer, aProvider, JANE_DOE, SECRET, secretWith, tokenForm } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { tokenServerInside } from '../../support/token-wire.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const ALL_APIS = 'urn:sap:identity:application:provider:name:users-client';

const PROVIDER = aProvider({ secrets: [secretWith(SECRET)], consumedApis: [aDependency(3, { name: 'further' })] });
const FURTHER = anApplication(3, { providedApis: [{ name: 'orders', description: '' }] });
const CONSUMER = aConsumer({
  consumedApis: [aDependency(1), anAllApisDependency(1)],
  tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: GRANTS },
});

const clock = fixedClock();
let server: TokenServer;
let userToken: string;
beforeAll(async () => {
  const wire = await tokenServerInside(() => clock.now());
  server = await startTokenServer({ wire });
});
beforeEach(async () => {
  await server.users([JANE_DOE]);
  for (const application of [PROVIDER, CONSUMER, FURTHER]) await server.put(application);
  userToken = await server.userToken(CONSUMER.id, JANE_DOE.id);
});
afterAll(() => server.close());

type Changed = Readonly<Record<string, string | undefined>>;
const bearer = (changed: Changed = {}) =>
  server.post(
    '/oauth2/token',
    tokenForm({ grant_type: JWT_BEARER, assertion: userToken, token_format: 'jwt', ...changed }),
  );
const exchange = (changed: Changed = {}) => {
  const subject = { subject_token: userToken, subject_token_type: `${TYPE}access_token` };
  return server.post('/oauth2/token', tokenForm({ grant_type: EXCHANGE, ...subject, ...changed }));
};
const exchangeForJwt = (changed: Changed = {}) => exchange({ token_format: 'jwt', ...changed });
const claimsOf = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
  decodeJwt(String(body['access_token']));

describe.each([
  ['jwt-bearer (RFC 7523)', bearer],
  ['token exchange (RFC 8693)', exchangeForJwt],
] as const)('a token for a user by %s', (_, ask) => {
  it('is the user’s, for the provider, got by the consumer', async () => {
    const reply = await ask();
    expect(reply).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } });
    expect(reply.body).not.toHaveProperty('refresh_token');
    expect(claimsOf(reply)).toMatchObject({
      ...{ sub: 'jane', aud: PROVIDER.clientId, azp: CONSUMER.clientId, ias_apis: ['orders'], sap_id_type: 'user' },
      ...{ mail: 'jane@example.com', first_name: 'Jane', last_name: 'Doe', groups: ['Buyers', 'Everyone'] },
      ...{ user_uuid: JANE_DOE.id, scim_id: JANE_DOE.id },
    });
  });

  it('has the API principal-propagation where the provider lets users in', async () => {
    expect(claimsOf(await ask({ resource: ALL_APIS }))['ias_apis']).toEqual(['principal-propagation']);
    await server.put({ ...PROVIDER, allowsAllApisForPrincipalPropagation: false });
    expect((await ask({ resource: ALL_APIS })).body['error']).toBe('invalid_target');
  });

  it('can be passed on by whom it is for, and by nobody else', async () => {
    const token = String((await ask()).body['access_token']);
    const further = { assertion: token, resource: 'urn:sap:identity:application:provider:name:further' };
    const passedOn = await bearer({ ...further, client_id: PROVIDER.clientId });
    expect(claimsOf(passedOn)).toMatchObject({ sub: 'jane', azp: PROVIDER.clientId, aud: FURTHER.clientId });
    expect((await bearer({ assertion: token })).body['error']).toBe('invalid_grant');
  });

  it('is refused when the first one is no longer in force', async () => {
    const token = String((await ask()).body['access_token']);
    const further = { assertion: token, client_id: PROVIDER.clientId };
    const passOn = () => bearer({ ...further, resource: 'urn:sap:identity:application:provider:name:further' });
    expect((await passOn()).status).toBe(200);
    await server.put({ ...CONSUMER, consumedApis: [] });
    expect(await passOn()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('is refused with invalid_grant for a user who has gone, and after revocation', async () => {
    await server.users([]);
    expect(await ask()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    await server.users([{ ...JANE_DOE, userName: 'jane.doe' }]);
    expect(claimsOf(await ask()).sub).toBe('jane.doe');
    await server.post('/oauth2/revoke', {
      ...tokenForm({ grant_type: undefined, resource: undefined }),
      token: userToken,
    });
    expect(await ask()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('cannot be got with a token of a client, even if a user has its id for a name', async () => {
    await server.users([{ ...JANE_DOE, userName: CONSUMER.clientId }]);
    const own = String((await server.post('/oauth2/token', tokenForm({ resource: undefined }))).body['access_token']);
    expect((await ask({ assertion: own, subject_token: own })).body['error']).toBe('invalid_grant');
  });

  it('needs the assertion', async () => {
    for (const missing of [undefined, ''])
      expect((await ask({ assertion: missing, subject_token: missing })).body['error']).toBe('invalid_request');
  });

  it('lives a minute longer for clocks that differ', async () => {
    clock.pass(3600 + 59);
    expect((await ask()).status).toBe(200);
    clock.pass(1);
    expect((await ask()).body['error']).toBe('invalid_grant');
  });
});

describe('the grants', () => {
  it('of a new application hold jwt-bearer, opaque, and not token exchange', async () => {
    await server.put(aConsumer());
    expect(await exchange()).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    const reply = await bearer({ token_format: undefined });
    expect(reply.status).toBe(200);
    expect(reply.body['access_token']).toMatch(/^[\w-]{43}$/);
    expect(reply.body).not.toHaveProperty('issued_token_type');
  });
});

describe('token exchange (RFC 8693, 2)', () => {
  it('says what it gave: an access token, or a JWT where that was wanted', async () => {
    const usual = await exchange();
    expect(usual.body['issued_token_type']).toBe(`${TYPE}access_token`);
    expect(usual.body['access_token']).toMatch(/^[\w-]{43}$/);
    const jwt = await exchange({ requested_token_type: `${TYPE}jwt` });
    expect(jwt.body['issued_token_type']).toBe(`${TYPE}jwt`);
    expect(claimsOf(jwt).sub).toBe('jane');
  });

  it.each([
    { subject_token_type: undefined },
    { subject_token_type: `${TYPE}saml2` },
    { subject_token_type: 'access_token' },
    { requested_token_type: `${TYPE}refresh_token` },
    { requested_token_type: `${TYPE}id_token` },
    { actor_token: 'x', actor_token_type: `${TYPE}jwt` },
  ])('refuses %j', async (changed) => {
    expect(await exchange(changed)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});
