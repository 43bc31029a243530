import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TOKEN_POLICY } from '../token/token-policy.ts';
import { applicationIn } from './tenant-application.ts';
import { pageIn } from './tenant-page.ts';
import { secretsIn, toldSecretIn } from './tenant-secret.ts';
import { AUTHENTICATION, type Json, type JsonObject } from './wire.ts';

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

const WHOLE: JsonObject = {
  id: 'a-1',
  meta: { type: 'charged', created: '2026-01-01T00:00:00.000Z', lastModified: '2026-01-02T00:00:00.000Z' },
  name: 'orders',
  parentApplicationId: 'a-9',
  description: 'Orders',
  branding: { displayName: 'Sales Orders', theme: { type: 'horizon' } },
  [AUTHENTICATION]: {
    clientId: 'c-1',
    ssoType: 'saml2oidc',
    restApiAuthentication: { allowLocking: true, failedLoginAttempts: 5, allApisAccess: false },
    providedApis: [{ name: 'test', description: 'lower', type: 'public' }, { name: 'Test' }],
    consumedApis: [{ appId: 'a-2', clientId: 'c-2', apiName: 'test', name: 'test-dependency' }],
    openIdConnectConfiguration: {
      tokenPolicy: { jwtValidity: 600, accessTokenFormat: 'jwt' },
      restrictedGrantTypes: ['password', 'clientCredentials', 'somethingNew'],
    },
  },
};

/** As another tenant, or an older one, may spell it. */
function inCapitals(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(inCapitals);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name.toUpperCase(), inCapitals(value)]));
}

describe('an application of a tenant', () => {
  it('is read with all that the product knows of', () => {
    expect(applicationIn(WHOLE)?.application).toEqual({
      id: 'a-1',
      clientId: 'c-1',
      ssoType: 'saml2oidc',
      parentId: 'a-9',
      clientIdLock: { isLockEnabled: true, failedLogons: 5 },
      name: 'orders',
      displayName: 'Sales Orders',
      description: 'Orders',
      kind: 'charged',
      created: '2026-01-01T00:00:00.000Z',
      lastModified: '2026-01-02T00:00:00.000Z',
      providedApis: [
        { name: 'test', description: 'lower' },
        { name: 'Test', description: '' },
      ],
      allowsAllApisForPrincipalPropagation: false,
      consumedApis: [{ name: 'test-dependency', apiName: 'test', providerId: 'a-2', providerClientId: 'c-2' }],
      secrets: [],
      tokenPolicy: { grants: ['clientCredentials', 'password'], lifetime: 600, format: 'jwt' },
    });
    expect(applicationIn(WHOLE)?.raw).toBe(WHOLE);
  });

  it('is read the same whatever the case of its keys', () => {
    expect(applicationIn(inCapitals(WHOLE))?.application).toEqual(applicationIn(WHOLE)?.application);
  });

  it('may lack everything but its id, and is then nobody’s to delete', () => {
    for (const least of [{ id: 'a-1' }, { id: 'a-1', meta: {}, branding: {}, [AUTHENTICATION]: {} }]) {
      const { application } = applicationIn(least)!;
      expect(application).toMatchObject({ id: 'a-1', clientId: '', description: '', kind: 'bundled' });
      expect([application.providedApis, application.consumedApis]).toEqual([[], []]);
      expect('name' in application || 'displayName' in application || 'tokenPolicy' in application).toBe(false);
    }
  });

  it('has the defaults of a new one where its token policy says a part only', () => {
    const read = (openId: JsonObject) =>
      applicationIn({ id: 'a', [AUTHENTICATION]: { openIdConnectConfiguration: openId } })?.application;
    const policy = (openId: JsonObject) => read(openId)?.tokenPolicy;
    expect(read({ tokenPolicy: { jwtValidity: 60 } })?.grantsAssumed).toBe(true);
    expect(read({ restrictedGrantTypes: [] })?.grantsAssumed).toBeUndefined();
    expect(policy({ tokenPolicy: { jwtValidity: 60 } })).toEqual({ ...DEFAULT_TOKEN_POLICY, lifetime: 60 });
    expect(policy({ restrictedGrantTypes: [] })).toEqual({ ...DEFAULT_TOKEN_POLICY, grants: [] });
    expect(policy({})).toBeUndefined();
  });

  it('is none without an id, or with lists that are none and could not be replaced without loss', () => {
    for (const json of [undefined, null, [], 'text', {}, { id: '' }, { id: 7 }])
      expect(applicationIn(json)).toBeUndefined();
    for (const list of ['providedApis', 'consumedApis']) {
      expect(applicationIn({ id: 'a', [AUTHENTICATION]: { [list]: { some: 'thing' } } })).toBeUndefined();
      expect(applicationIn({ id: 'a', [AUTHENTICATION]: { [list]: null } })).toBeDefined();
    }
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(anyJson, anyJson, anyJson, (one, two, three) => {
        for (const json of [one, { id: 'a', meta: one, branding: two, [AUTHENTICATION]: three }])
          expect(() => [applicationIn(json), pageIn(json), secretsIn(json), toldSecretIn(json)]).not.toThrow();
        const lists = { id: 'a', [AUTHENTICATION]: { providedApis: [one, two], consumedApis: [two, three] } };
        expect(applicationIn(lists)?.raw).toBe(lists);
      }),
    );
  });

  it('is not misled by names that every object has', () => {
    const json = JSON.parse('{"id":"a","__proto__":{"name":"x"},"constructor":1,"branding":{"toString":2}}') as Json;
    expect(applicationIn(json)?.application).not.toHaveProperty('name');
    expect(applicationIn(json)?.application).not.toHaveProperty('displayName');
  });
});

describe('a page of applications', () => {
  it('ends where no cursor leads on', () => {
    expect(pageIn({ applications: [], nextCursor: 'c' })).toEqual({ applications: [], nextCursor: 'c' });
    for (const last of [
      { applications: [] },
      { applications: [], nextCursor: '' },
      { Applications: [], nextCursor: null },
    ])
      expect(pageIn(last)).toEqual({ applications: [] });
  });

  it('is none without a list', () => {
    for (const json of [undefined, [], 'html', {}, { totalResults: 0 }]) expect(pageIn(json)).toBeUndefined();
  });
});

describe('a secret of a tenant', () => {
  const ID = '6f1c2a3b-4d5e-4f60-8a7b-9c0d1e2f3a4b';
  const FACTS = { id: ID, hint: '=q4x', description: 'test', validTo: '2031-05-04T03:02:01Z' };

  it('is read with its facts, and with scopes that nobody knows yet', () => {
    const [secret] = secretsIn({ secrets: [{ ...FACTS, authorizationScopes: ['oAuth', 'somethingNew', 7] }] })!;
    expect(secret).toMatchObject({ ...FACTS, scopes: ['oAuth', 'somethingNew'] });
    expect(secretsIn({ secrets: [] })).toEqual([]);
    for (const json of [undefined, {}, { secrets: 'none' }]) expect(secretsIn(json)).toBeUndefined();
  });

  it('comes with its value once, and is none without one', () => {
    const told = { ...FACTS, secret: '=q4x and more', clientId: 'c-1' };
    expect(toldSecretIn(told)).toMatchObject({ value: '=q4x and more', clientId: 'c-1', secret: FACTS });
    expect(JSON.stringify(toldSecretIn(told)?.secret)).not.toContain('and more');
    for (const json of [undefined, FACTS, { ...FACTS, secret: '' }, { secret: 'x' }])
      expect(toldSecretIn(json)).toBeUndefined();
  });

  it('is none under an id that could be the name of something else in the keychain', () => {
    for (const id of ['canary', '../settings', `${ID}0`, ` ${ID}`])
      expect(toldSecretIn({ ...FACTS, id, secret: 'x' })).toBeUndefined();
    expect(toldSecretIn({ ...FACTS, id: ID.toUpperCase(), secret: 'x' })).toBeDefined();
  });
});
