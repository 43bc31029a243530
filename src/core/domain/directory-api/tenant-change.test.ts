import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, aSecret, idOf } from '../../../../tests/support/builders.ts';
import { anyTenantApplication } from '../../../../tests/support/any-tenant-application.ts';
import { refusal, worked } from '../../../../tests/support/outcome.ts';
import type { Application } from '../application.ts';
import type { ClientIdLock } from '../client-id-lock.ts';
import { applicationIn, type TenantApplication } from './tenant-application.ts';
import { changeFor, otherwise } from './tenant-change.ts';
import { AUTHENTICATION, type Json, type JsonObject, type PatchShape } from './wire.ts';

const READ: JsonObject = {
  id: idOf(1),
  meta: { type: 'charged' },
  name: 'orders',
  branding: { displayName: 'Orders', theme: { type: 'horizon' } },
  [AUTHENTICATION]: {
    clientId: 'c-1',
    somethingNew: { a: [1] },
    providedApis: [{ name: 'stock', description: 'old', type: 'public', somethingNew: 1 }],
    consumedApis: [
      { appID: idOf(2), clientID: 'c-2', apiName: 'orders', name: 'one', somethingNew: true },
      { appId: idOf(2), clientId: 'c-2', apiName: 'orders', name: 'two' },
      { notUnderstood: true },
    ],
    openIdConnectConfiguration: { restrictedGrantTypes: ['password', 'somethingNew', 'clientCredentials'] },
  },
};
const current = applicationIn(READ)!;

const operationsFor = (wanted: Partial<Application>, from: TenantApplication = current) =>
  worked(changeFor(from, { ...from.application, ...wanted })).patch?.body.operations ?? [];
const path = (member: string) => `/${AUTHENTICATION}/${member}`;

describe('the requests of a change', () => {
  it('are none where nothing differs', () => {
    expect(worked(changeFor(current, current.application))).toEqual({ secrets: [] });
  });

  it('name exactly the path that differs', () => {
    expect(operationsFor({ name: 'new' })).toEqual([{ op: 'replace', path: '/name', value: 'new' }]);
    expect(operationsFor({ description: 'd' })).toEqual([{ op: 'replace', path: '/description', value: 'd' }]);
    expect(operationsFor({ displayName: 'N' })).toEqual([{ op: 'replace', path: '/branding/displayName', value: 'N' }]);
    expect(worked(changeFor(current, { ...current.application, name: 'new' })).patch).toMatchObject({
      method: 'PATCH',
      path: `/Applications/v1/${idOf(1)}`,
    });
  });

  it('replace the list of dependencies as a whole, with the other entries as they came', () => {
    const [one, two, odd] = (READ[AUTHENTICATION] as JsonObject)['consumedApis'] as readonly JsonObject[];
    const [first, second] = current.application.consumedApis;
    const added = aDependency(3, { name: 'three', apiName: 'stock' });
    const replaced = (list: Application['consumedApis']) => operationsFor({ consumedApis: list });
    expect(replaced([first!, second!, added])).toEqual([
      {
        op: 'replace',
        path: path('consumedApis'),
        value: [one, two, odd, { name: 'three', apiName: 'stock', appId: idOf(3) }],
      },
    ]);
    expect(replaced([second!])[0]?.value).toEqual([two, odd]);
    expect(replaced([{ ...first!, apiName: 'stock' } as typeof added, second!])[0]?.value).toEqual([
      { ...one, apiName: 'stock' },
      two,
      odd,
    ]);
    expect(replaced([second!, first!])).toEqual([]);
  });

  it('leave two entries of one name as they are', () => {
    const twins = ['orders', 'stock'].map((apiName) => ({ name: 'one', appId: idOf(2), apiName }));
    const from = applicationIn({ ...READ, [AUTHENTICATION]: { consumedApis: twins } })!;
    const added = aDependency(3, { name: 'three', apiName: 'stock' });
    const [only] = operationsFor({ consumedApis: [...from.application.consumedApis, added] }, from);
    expect(only?.value).toEqual([...twins, { name: 'three', apiName: 'stock', appId: idOf(3) }]);
  });

  it('replace the list of APIs as a whole, with what an entry holds besides', () => {
    const [stock] = (READ[AUTHENTICATION] as JsonObject)['providedApis'] as readonly JsonObject[];
    const described = operationsFor({ providedApis: [{ name: 'stock', description: 'new' }] });
    expect(described).toEqual([
      { op: 'replace', path: path('providedApis'), value: [{ ...stock, description: 'new' }] },
    ]);
    const added = [...current.application.providedApis, { name: 'b', description: 'B' }];
    expect(operationsFor({ providedApis: added })[0]?.value).toEqual([
      stock,
      { name: 'b', description: 'B', type: 'public' },
    ]);
  });

  it('keep grants that the product has no word for', () => {
    const tokenPolicy = { ...current.application.tokenPolicy!, grants: ['jwtBearer'] as const };
    expect(operationsFor({ tokenPolicy })).toEqual([
      {
        op: 'replace',
        path: path('openIdConnectConfiguration/restrictedGrantTypes'),
        value: ['jwtBearer', 'somethingNew'],
      },
    ]);
  });

  it('change and delete secrets by id, one request each', () => {
    const secrets = [aSecret(1), aSecret(2, { validTo: '2032-07-06T05:04:03Z' }), aSecret(3)];
    const from = { ...current, application: { ...current.application, secrets } };
    const wanted = [{ ...secrets[0]!, description: 'd', scopes: ['manageApp'] }, aSecret(2)];
    const base = `/Applications/v1/${idOf(1)}/apiSecrets`;
    expect(worked(changeFor(from, { ...from.application, secrets: wanted })).secrets).toEqual([
      {
        method: 'PATCH',
        path: `${base}/${secrets[0]!.id}`,
        body: {
          operations: [
            { op: 'replace', path: '/description', value: 'd' },
            { op: 'replace', path: '/authorizationScopes', value: ['manageApp'] },
          ],
        },
      },
      {
        method: 'PATCH',
        path: `${base}/${secrets[1]!.id}`,
        body: { operations: [{ op: 'remove', path: '/validTo' }] },
      },
      { method: 'DELETE', path: `${base}?id=${secrets[2]!.id}` },
    ]);
  });

  it('do not exist for what no source describes', () => {
    const refused = (wanted: Partial<Application>) =>
      refusal(changeFor(current, { ...current.application, ...wanted }));
    const all = { code: 'remote-unsupported', what: 'all-apis' };
    expect(refused({ allowsAllApisForPrincipalPropagation: true })).toEqual(all);
    expect(refused({ consumedApis: [...current.application.consumedApis, anAllApisDependency(3)] })).toEqual(all);
    expect(refused({ secrets: [aSecret(1)] })).toEqual({ code: 'remote-unsupported', what: 'own-secret' });
  });

  it('lead to what was wanted, and leave everything else as it was', () => {
    fc.assert(
      fc.property(anyTenantApplication, fc.string(), fc.nat(3), fc.nat(3), (raw, text, kept, dropped) => {
        const from = applicationIn(raw)!;
        const before = from.application;
        const wanted: Application = {
          ...before,
          ...{ name: text, displayName: text, description: text },
          consumedApis: [...before.consumedApis.slice(dropped), aDependency(7, { name: 'added' })],
          providedApis: [...before.providedApis.slice(0, kept), { name: 'added', description: text }],
        };
        const change = worked(changeFor(from, wanted));
        const after = applicationIn(patched(raw, change.patch?.body as PatchShape))!;
        expect(otherwise(wanted, after.application)).toEqual([]);
        expect(after.application.providedApis).toEqual(wanted.providedApis);
        expect(after.application.consumedApis.map(({ name, apiName }) => [name, apiName])).toEqual(
          wanted.consumedApis.map(({ name, apiName }) => [name, apiName]),
        );
        expect(untouched(after.raw)).toEqual(untouched(raw));
      }),
    );
  });
});

describe('the Client ID Lock', () => {
  const told = { allowPublicClientFlows: false, allowLocking: true, unknown: [1] };
  const tenants = { failedLoginAttempts: 5, PublicClientModificationTime: '2026-03-04T05:06:07.089Z' };
  const current = applicationIn({ id: 'a-1', [AUTHENTICATION]: { restApiAuthentication: { ...told, ...tenants } } })!;
  const requestFor = (lock: ClientIdLock) =>
    worked(changeFor(current, { ...current.application, clientIdLock: lock })).patch?.body;
  const replaced = (value: Json) => ({
    operations: [{ op: 'replace', path: `/${AUTHENTICATION}/restApiAuthentication`, value }],
  });

  it('is unlocked by a member that is only written, beside all that is there and not the tenant’s own', () => {
    expect(requestFor({ isLockEnabled: true, failedLogons: 0 })).toEqual(replaced({ ...told, unlock: true }));
  });

  it('is switched without unlocking', () => {
    expect(requestFor({ isLockEnabled: false, failedLogons: 5 })).toEqual(replaced({ ...told, allowLocking: false }));
    expect(requestFor({ isLockEnabled: true, failedLogons: 5 })).toBeUndefined();
  });
});

it('what a tenant did not keep is named', () => {
  const wanted = anApplication(1, { secrets: [aSecret(1)] });
  expect(otherwise(wanted, { ...wanted, description: 'x', secrets: [aSecret(2), aSecret(1)] })).toEqual([
    'description',
  ]);
  expect(otherwise(wanted, { ...wanted, name: 'x', displayName: 'y', secrets: [] })).toEqual([
    ...['name', 'displayName', 'apiSecrets'],
  ]);
});

function patched(raw: JsonObject, { operations }: PatchShape): JsonObject {
  const copy = structuredClone(raw) as Record<string, Json>;
  for (const { path: at, value } of operations) {
    const segments = at.slice(1).split('/');
    const last = segments.pop()!;
    const parent = segments.reduce((object, name) => (object[name] ??= {}) as Record<string, Json>, copy);
    parent[last] = value ?? null;
  }
  return copy;
}

function untouched(raw: JsonObject): JsonObject {
  const changed = ['name', 'description', 'displayName', 'providedApis', 'consumedApis'];
  const left = (object: Json | undefined): JsonObject =>
    Object.fromEntries(Object.entries((object ?? {}) as JsonObject).filter(([name]) => !changed.includes(name)));
  return { ...left(raw), branding: left(raw['branding']), [AUTHENTICATION]: left(raw[AUTHENTICATION]) };
}
