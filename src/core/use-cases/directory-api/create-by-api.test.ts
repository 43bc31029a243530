import { describe, expect, it } from 'vitest';
import { testApiDesk } from '../../../../tests/support/api-desk.ts';
import { anApplication, idOf } from '../../../../tests/support/builders.ts';
import { worldOf } from '../../../../tests/support/desk.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import { AUTHENTICATION, type JsonObject } from '../../domain/directory-api/wire.ts';
import { applicationId } from '../../domain/identifiers.ts';

const created = {
  ...{ id: '', name: 'orders-reader', description: 'reads orders at night' },
  [AUTHENTICATION]: {
    ...{ ssoType: 'openIdConnect', assertionAttributes: null },
    openIdConnectConfiguration: {
      redirectUris: ['https://reader.example/back'],
      tokenPolicy: { jwtValidity: 7_200, refreshValidity: 86_400, maxExchangePeriod: 'unlimited' },
      restrictedGrantTypes: ['authorizationCode', 'clientCredentials'],
    },
  },
} as const;

describe('creating an application', () => {
  it('answers with a relative location and nothing else, and reads back what was sent and what was left out', async () => {
    const { ask, desk } = await testApiDesk();
    const answer = await ask('POST', '/', created);
    expect(answer).toEqual({
      status: 201,
      location: expect.stringMatching(/^\/Applications\/v1\/[0-9a-f-]{36}$/) as unknown,
    });
    const { body } = await ask('GET', answer.location!.slice('/Applications/v1'.length));
    expect(body).toMatchObject({
      ...{ name: 'orders-reader', description: 'reads orders at night' },
      [AUTHENTICATION]: {
        ...{ ssoType: 'openIdConnect', subjectNameIdentifier: 'uid', clientId: expect.any(String) as unknown },
        openIdConnectConfiguration: {
          redirectUris: ['https://reader.example/back'],
          tokenPolicy: {
            ...{ jwtValidity: 7_200, refreshValidity: 86_400, refreshParallel: 1 },
            ...{ maxExchangePeriod: 'unlimited', maxExchangePeriodSeconds: -1 },
          },
          restrictedGrantTypes: ['clientCredentials', 'authorizationCode'],
        },
        assertionAttributes: { length: 5 },
      },
    });
    expect((await worldOf(desk)).applications).toHaveLength(1);
  });

  it('takes an id of the caller’s choice, once', async () => {
    const { ask } = await testApiDesk();
    expect(await ask('POST', '/', { ...created, id: idOf(7) })).toMatchObject({
      location: `/Applications/v1/${idOf(7)}`,
    });
    expect((await ask('POST', '/', { ...created, id: idOf(7) })).status).toBe(409);
    expect((await ask('POST', '/', { ...created, id: 'seven' })).status).toBe(400);
  });

  it('reads members and ids in any case, as SAP’s older description writes them', async () => {
    const provider = anApplication(1, { providedApis: [{ name: 'orders', description: '' }] });
    const { ask, desk } = await testApiDesk([provider]);
    const consumedApis = [
      { appID: provider.id.toUpperCase(), clientID: provider.clientId.toUpperCase(), apiName: 'orders', NAME: 'a' },
    ];
    const id = '0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D';
    const body = { ID: id, Name: 'x', [AUTHENTICATION]: { ssotype: 'openIdConnect', consumedApis } };
    expect(await ask('POST', '/', body)).toMatchObject({
      status: 201,
      location: `/Applications/v1/${id.toLowerCase()}`,
    });
    expect(worked(await desk.directory.read(applicationId(id.toLowerCase())))).toMatchObject({
      ...{ name: 'x', consumedApis: [{ name: 'a', providerId: provider.id, providerClientId: provider.clientId }] },
    });
    expect((await ask('POST', '/', { name: 'x', Name: 'y' })).status).toBe(400);
  });

  it('keeps what BTP writes there and nothing here goes by, and serves it back', async () => {
    const { ask } = await testApiDesk();
    const members = {
      apiCertificates: [{ id: 'a1', dn: 'CN=reader', allApisAccess: false, authorizationScopes: ['oAuth', 'another'] }],
      jwkSetConfig: {
        ...{ jwksUri: 'https://keys.example/jwks', jwkSetPlain: '{"keys":[]}', refreshDelay: 24 },
        ...{ lastJwksUpdate: '2026-03-04T05:06:07.089Z', allApisAccess: false, authorizationScopes: ['oAuth'] },
      },
      consumedServices: [{ appId: idOf(8), clientId: idOf(9), displayName: 'Broker', inherit: false }],
      sapManagedAttributes: { type: 'broker', somethingNew: { a: [1, 'b'] } },
    };
    const body = { ...created, [AUTHENTICATION]: { ...created[AUTHENTICATION], ...members } } as unknown as JsonObject;
    const { location } = await ask('POST', '/', body);
    const path = location!.slice('/Applications/v1'.length);
    const operations = [{ op: 'replace', path: '/name', value: 'other' }];
    expect(await ask('PATCH', path, { operations })).toEqual({ status: 200 });
    expect((await ask('GET', path)).body).toMatchObject({ name: 'other', [AUTHENTICATION]: members });
  });

  it('of a name that there is makes another one', async () => {
    const { ask } = await testApiDesk();
    await ask('POST', '/', created);
    expect((await ask('POST', '/', created)).status).toBe(201);
  });

  it('without ssoType is for SAML, as recorded', async () => {
    const { ask } = await testApiDesk();
    const { location } = await ask('POST', '/', { name: 'x' });
    const { body } = await ask('GET', location!.slice('/Applications/v1'.length));
    expect(body).toMatchObject({ [AUTHENTICATION]: { ssoType: 'saml2' } });
  });

  it.each<[string, JsonObject]>([
    ['without a name', { description: 'x' }],
    ['with a member that nobody knows', { name: 'x', unknown: true }],
    ['with a parent that there is not', { name: 'x', parentApplicationId: idOf(9) }],
    ['with an organization that cannot be', { name: 'x', [AUTHENTICATION]: { companyId: 'a b!' } }],
    [
      'with a dependency on nobody',
      { name: 'x', [AUTHENTICATION]: { consumedApis: [{ name: 'a', apiName: 'b', appId: idOf(9) }] } },
    ],
  ])('is refused %s, and nothing is there', async (_, body) => {
    const { ask, desk } = await testApiDesk();
    expect((await ask('POST', '/', body)).status).toBe(400);
    expect((await worldOf(desk)).applications).toEqual([]);
  });
});
