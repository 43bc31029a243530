import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyApplication, anySettings } from '../../../../tests/support/any-application.ts';
import { anApplication, aDependency, anAllApisDependency, aSecret } from '../../../../tests/support/builders.ts';
import { UNLOCKED } from '../client-id-lock.ts';
import { tokenPolicyOf } from '../token/token-policy.ts';
import { draftOf } from './application-draft.ts';
import { at, narrowedTo, SCHEMAS, shapeOf } from './application-shape.ts';
import { isObject, overlaid } from './json-value.ts';
import {
  AUTHENTICATION,
  CORE_SCHEMA,
  PROVISIONING,
  type Json,
  type JsonObject,
  type OpenIdConnectShape,
} from './wire.ts';

const around = { origin: 'http://127.0.0.1:8750', lock: UNLOCKED };

describe('the JSON of an application', () => {
  it('is read back as what it was made from', () => {
    fc.assert(
      fc.property(anyApplication, fc.boolean(), (application, isLockEnabled) => {
        const shape = shapeOf(application, { ...around, lock: { isLockEnabled, failedLogons: 3 } });
        const { name, displayName, description, providedApis, parentId } = application;
        const { grants, ...policy } = tokenPolicyOf(application);
        const draft = draftOf(shape);
        expect(draft.error).toBeUndefined();
        const { tokenPolicy, ...read } = draft.value!;
        expect(read).toEqual({
          ...{ name, description, providedApis },
          ...(displayName === undefined ? {} : { displayName }),
          ...(parentId === undefined ? {} : { parentId }),
          consumedApis: application.consumedApis.map(({ providerId, providerClientId, ...each }) => ({
            ...{ appId: providerId, clientId: providerClientId, name: each.name },
            ...(each.apiName === undefined ? {} : { apiName: each.apiName }),
          })),
          ...{ allowLocking: isLockEnabled, unlock: false, directorySettings: {} },
        });
        expect({ ...policy, grants: new Set(grants) }).toEqual({ ...tokenPolicy, grants: new Set(tokenPolicy.grants) });
      }),
    );
  });

  it('keeps settings that nothing here goes by, and says them again', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const shape = shapeOf(anApplication(1, { directorySettings: settings }), around);
        const kept = draftOf(shape).value?.directorySettings;
        expect(shapeOf(anApplication(1, { directorySettings: kept ?? {} }), around)).toEqual(shape);
        expect(overlaid(shape, withoutRemovals(settings))).toEqual(shape);
      }),
    );
  });

  it('has the recorded members, and no more, of an application with all there is', () => {
    const application = anApplication(1, {
      ...{ description: 'Orders', providedApis: [{ name: 'orders', description: 'Read' }] },
      consumedApis: [aDependency(2), anAllApisDependency(3)],
      secrets: [aSecret(1)],
      allowsAllApisForPrincipalPropagation: true,
    });
    const shape = shapeOf(application, around);
    expect(Object.keys(shape).toSorted()).toEqual(
      [
        ...['branding', 'description', 'globalAccount', 'id', 'meta', 'multiTenantApp', 'name', 'schemas'],
        ...SCHEMAS.slice(1, 4),
      ].toSorted(),
    );
    expect(shape['meta']).toEqual({
      ...{ created: application.created, createdBy: 'local', lastModified: application.lastModified },
      ...{ modifiedBy: 'local', location: `http://127.0.0.1:8750/Applications/v1/${application.id}` },
      ...{ type: 'charged', version: '1' },
    });
    expect(shape[AUTHENTICATION]).toMatchObject({
      clientId: application.clientId,
      providedApis: [{ name: 'orders', description: 'Read', type: 'public' }],
      consumedApis: [
        {
          appId: aDependency(2).providerId,
          clientId: aDependency(2).providerClientId,
          apiName: 'orders',
          name: 'orders-client',
        },
        { appId: aDependency(3).providerId, clientId: aDependency(3).providerClientId, name: 'users-client' },
      ],
      openIdConnectConfiguration: {
        tokenPolicy: { jwtValidity: 3600, refreshValidity: 43_200, accessTokenFormat: 'default' },
        restrictedGrantTypes: expect.arrayContaining(['clientCredentials', 'jwtBearer']) as unknown,
      },
      restApiAuthentication: { allowLocking: true, failedLoginAttempts: 0, allowPublicClientFlows: false },
    });
    for (const kept of [aSecret(1).digest, aSecret(1).id]) expect(JSON.stringify(shape)).not.toContain(kept);
  });

  it('leaves out what there is nothing of', () => {
    const shape = shapeOf(anApplication(1), around);
    expect(shape).not.toHaveProperty('description');
    expect(shape[AUTHENTICATION]).not.toHaveProperty('providedApis');
    expect(shape[AUTHENTICATION]).not.toHaveProperty('consumedApis');
    const { meta } = shapeOf(anApplication(1, { kind: 'system', created: '' }), around);
    expect(Object.keys(meta as JsonObject)).toEqual(['lastModified', 'modifiedBy', 'location', 'type', 'version']);
  });

  it('is narrowed to the core or to one extension', () => {
    const shape = shapeOf(anApplication(1), around);
    expect(narrowedTo(undefined, shape)).toBe(shape);
    expect(Object.keys(narrowedTo(CORE_SCHEMA, shape)).filter((name) => name.startsWith('urn:'))).toEqual([]);
    expect(Object.keys(narrowedTo(PROVISIONING, shape)).filter((name) => name.startsWith('urn:'))).toEqual([
      PROVISIONING,
    ]);
  });
});

const withoutRemovals = (settings: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== null)
      .map(([name, value]): [string, Json] => [name, isObject(value) ? withoutRemovals(value) : value]),
  );

const whole = shapeOf(anApplication(1), around);
const changedAt = (names: readonly string[], value: Json): JsonObject =>
  overlaid(whole, names.reduceRight<Json>((below, name) => ({ [name]: below }), value) as JsonObject);
const OPEN_ID = [AUTHENTICATION, 'openIdConnectConfiguration'];

const POLICY = [...OPEN_ID, 'tokenPolicy'];
const refusedAt = (names: readonly string[], value: Json): [string, readonly string[], Json] => [
  ...([`/${names.join('/')}`, names, value] as const),
];

describe('the JSON of an application is refused', () => {
  it.each<[string, readonly string[], Json]>([
    ['', ['unknown'], 1],
    [`/${AUTHENTICATION}`, [AUTHENTICATION, 'unknown'], true],
    ['/name', ['name'], 'n'.repeat(256)],
    ['/name', ['name'], ' orders'],
    ['/name', ['name'], 7],
    ['/description', ['description'], 'd'.repeat(256)],
    ['/description', ['description'], 'left\u202Eright'],
    ['/branding/displayName', ['branding', 'displayName'], 'd'.repeat(256)],
    [`/${AUTHENTICATION}/providedApis/0/name`, [AUTHENTICATION, 'providedApis'], [{ name: 'not a name' }]],
    [`/${AUTHENTICATION}/providedApis/0/name`, [AUTHENTICATION, 'providedApis'], [{ description: 'x' }]],
    [`/${AUTHENTICATION}/providedApis/0/type`, [AUTHENTICATION, 'providedApis'], [{ name: 'a', type: 'private' }]],
    [`/${AUTHENTICATION}/providedApis`, [AUTHENTICATION, 'providedApis'], [{ name: 'a' }, { name: 'a' }]],
    [
      `/${AUTHENTICATION}/providedApis`,
      [AUTHENTICATION, 'providedApis'],
      Array.from({ length: 51 }, (_, index) => ({ name: `api-${index}` })),
    ],
    [`/${OPEN_ID.join('/')}/restrictedGrantTypes`, [...OPEN_ID, 'restrictedGrantTypes'], ['everything']],
    [`/${OPEN_ID.join('/')}/tokenPolicy/jwtValidity`, [...OPEN_ID, 'tokenPolicy', 'jwtValidity'], 59],
    [`/${OPEN_ID.join('/')}/tokenPolicy/jwtValidity`, [...OPEN_ID, 'tokenPolicy', 'jwtValidity'], 43_201],
    [`/${OPEN_ID.join('/')}/tokenPolicy/accessTokenFormat`, [...OPEN_ID, 'tokenPolicy', 'accessTokenFormat'], 'xml'],
    ['', [AUTHENTICATION, 'homeUrl'], 'h'.repeat(65_536)],
    ...['', 'a b!', 'ö', 'c'.repeat(256)].map((id) => refusedAt([AUTHENTICATION, 'companyId'], id)),
    ...['', 'OpenIdConnect', 'oidc', 7].map((type) => refusedAt([AUTHENTICATION, 'ssoType'], type)),
    ...[-5, 15_552_001, 999_999_999, 0.5, '0'].map((time) => refusedAt([...POLICY, 'refreshValidity'], time)),
    ...[0, 11, '1'].map((count) => refusedAt([...POLICY, 'refreshParallel'], count)),
    ...['forever', '', -1].map((period) => refusedAt([...POLICY, 'maxExchangePeriod'], period)),
    refusedAt(
      [AUTHENTICATION, 'apiCertificates'],
      Array.from({ length: 81 }, () => ({})),
    ),
  ])('at %s', (target, names, value) => {
    expect(draftOf(whole).error).toBeUndefined();
    const { error } = draftOf(changedAt(names, value));
    expect(error).toMatchObject({ status: 400, details: [{ target }] });
  });

  it('but not for `test` beside `Test`, which a recorded tenant has', () => {
    const apis = [{ name: 'test' }, { name: 'Test' }];
    expect(draftOf(changedAt([AUTHENTICATION, 'providedApis'], apis)).value?.providedApis).toHaveLength(2);
  });

  it.each<[readonly string[], Json]>([
    ...['a', 'A_9', 'c'.repeat(255)].map((id): [string[], Json] => [[AUTHENTICATION, 'companyId'], id]),
    ...['openIdConnect', 'saml2', 'saml2oidc'].map((type): [string[], Json] => [[AUTHENTICATION, 'ssoType'], type]),
    ...[0, 15_552_000].map((time): [string[], Json] => [[...POLICY, 'refreshValidity'], time]),
    ...[1, 10].map((count): [string[], Json] => [[...POLICY, 'refreshParallel'], count]),
  ])('but not at its bounds: %j %j', (names, value) => {
    expect(draftOf(changedAt(names, value)).error).toBeUndefined();
  });

  it('but not for a read-only member that is sent as anything', () => {
    const draft = draftOf(changedAt([AUTHENTICATION, 'clientId'], 'another'));
    expect(draft.value?.directorySettings).toEqual({});
  });
});

describe('the seconds of an exchange period', () => {
  it.each([
    ['unlimited', -1],
    ['maxSessionValidity', 43_200],
    ['custom', 7_776_000],
  ])('of %s are %d', (maxExchangePeriod, seconds) => {
    const draft = draftOf(changedAt([...OPEN_ID, 'tokenPolicy', 'maxExchangePeriod'], maxExchangePeriod));
    const shape = shapeOf(anApplication(1, { directorySettings: draft.value!.directorySettings }), around);
    const configuration: OpenIdConnectShape = at(shape, OPEN_ID) as JsonObject;
    expect(configuration.tokenPolicy).toMatchObject({ maxExchangePeriod, maxExchangePeriodSeconds: seconds });
  });
});
