import { describe, expect, it } from 'vitest';
import { testApiDesk } from '../../../../tests/support/api-desk.ts';
import { anAllApisDependency, anApplication, aDependency, aSecret, idOf } from '../../../../tests/support/builders.ts';
import { worldOf } from '../../../../tests/support/desk.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import type { Application } from '../../domain/application.ts';
import {
  AUTHENTICATION,
  type ApplicationListShape,
  type Json,
  type JsonObject,
  type PatchShape,
} from '../../domain/directory-api/wire.ts';

const provider = anApplication(1, { providedApis: [{ name: 'orders', description: '' }] });
const consumer = anApplication(2, { consumedApis: [aDependency(1)] });

const replace = (path: string, value: Json): PatchShape => ({ operations: [{ op: 'replace', path, value }] });
const own = (name: string) => `/${AUTHENTICATION}/${name}`;

describe('changing an application', () => {
  it('changes what the operations name, and nothing beside it', async () => {
    const application = anApplication(1, {
      ...{ description: 'old', allowsAllApisForPrincipalPropagation: true, secrets: [aSecret(1)] },
      consumedApis: [aDependency(3), anAllApisDependency(3)],
      directorySettings: { globalAccount: 'mine' },
    });
    const { ask, desk } = await testApiDesk([application]);
    const operations = [
      { op: 'replace', path: '/name', value: 'renamed' },
      { op: 'replace', path: '/description', value: '' },
      { op: 'replace', path: own('homeUrl'), value: 'https://orders.example' },
    ];
    expect(await ask('PATCH', `/${application.id}`, { operations })).toEqual({ status: 200 });
    expect(worked(await desk.directory.read(application.id))).toEqual({
      ...{ ...application, name: 'renamed', description: '', lastModified: desk.clock.now().toISOString() },
      directorySettings: { globalAccount: 'mine', [AUTHENTICATION]: { homeUrl: 'https://orders.example' } },
    });
  });

  it('writes a dependency as a whole list without client IDs, and the server fills them in', async () => {
    const { ask, desk } = await testApiDesk([provider, anApplication(2)]);
    const list = [{ name: 'orders-client', apiName: 'orders', appId: provider.id }];
    expect(await ask('PATCH', `/${idOf(2)}`, replace(own('consumedApis'), list))).toEqual({ status: 200 });
    expect(worked(await desk.directory.read(idOf(2))).consumedApis).toEqual([aDependency(1)]);
    const { body } = await ask('GET', `/${idOf(2)}`);
    expect(body).toMatchObject({ [AUTHENTICATION]: { consumedApis: [{ ...list[0], clientId: provider.clientId }] } });
  });

  it('keeps dependencies that dangle, or that its words cannot make, when the list is sent back with them', async () => {
    const there = [aDependency(9, { name: 'gone' }), anAllApisDependency(1)];
    const { ask, desk } = await testApiDesk([provider, anApplication(2, { consumedApis: there })]);
    const { body } = await ask('GET', `/${idOf(2)}`);
    const list = (body as Record<string, { readonly consumedApis: JsonObject[] }>)[AUTHENTICATION]!.consumedApis;
    const added = { name: 'orders-client', apiName: 'orders', appId: provider.id };
    await ask('PATCH', `/${idOf(2)}`, replace(own('consumedApis'), [...list, added]));
    expect(worked(await desk.directory.read(idOf(2))).consumedApis).toEqual([...there, aDependency(1)]);
  });

  it.each<[string, JsonObject]>([
    ['an API that is not provided', { name: 'a', apiName: 'Orders', appId: provider.id }],
    ['an application that there is not', { name: 'a', apiName: 'orders', appId: idOf(9) }],
    ['itself', { name: 'a', apiName: 'orders', appId: idOf(2) }],
    ['all APIs', { name: 'a', appId: provider.id }],
    ['another client ID', { name: 'a', apiName: 'orders', appId: provider.id, clientId: idOf(1) }],
    ['a name that cannot be', { name: 'a b', apiName: 'orders', appId: provider.id }],
    ['a name that is there', { name: 'orders-client', apiName: 'orders', appId: provider.id }],
  ])('refuses a dependency with %s', async (_, dependency) => {
    const { ask, desk } = await testApiDesk([provider, consumer]);
    const before = await worldOf(desk);
    const list = [{ name: 'orders-client', apiName: 'orders', appId: provider.id }, dependency];
    const answer = await ask('PATCH', `/${idOf(2)}`, replace(own('consumedApis'), list));
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { details: [{ target: expect.stringContaining('consumedApis/1') as unknown }] } },
    });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('provides APIs, and refuses nothing because others depend on one: they dangle', async () => {
    const { ask, desk } = await testApiDesk([provider, consumer]);
    const apis = [{ name: 'invoices', description: 'x', type: 'public' }];
    expect((await ask('PATCH', `/${provider.id}`, replace(own('providedApis'), apis))).status).toBe(200);
    expect(worked(await desk.directory.read(provider.id)).providedApis).toEqual([
      { name: 'invoices', description: 'x' },
    ]);
    expect(worked(await desk.directory.read(consumer.id))).toEqual(consumer);
  });

  it('switches the lock, unlocks, and notes when public clients were let in', async () => {
    const { ask, desk, locks } = await testApiDesk([provider]);
    locks.set(provider.id, { isLockEnabled: true, failedLogons: 5, lockedUntil: '2030-01-01T00:00:00.000Z' });
    const value = { allowPublicClientFlows: true, allApisAccess: true, allowLocking: false, unlock: true };
    await ask('PATCH', `/${provider.id}`, replace(own('restApiAuthentication'), value));
    expect(locks.get(provider.id)).toEqual({ isLockEnabled: false, failedLogons: 0 });
    const { body } = await ask('GET', `/${provider.id}`);
    const now = desk.clock.now().toISOString();
    const rest = (body as Record<string, JsonObject>)[AUTHENTICATION]!['restApiAuthentication'];
    expect(rest).toEqual({
      ...{ allowPublicClientFlows: true, allApisAccess: true, allowLocking: false },
      ...{ failedLoginAttempts: 0, publicClientModificationTime: now },
    });
    desk.clock.pass(60);
    await ask('PATCH', `/${provider.id}`, replace('/name', 'other'));
    expect(((await ask('GET', `/${provider.id}`)).body as Record<string, JsonObject>)[AUTHENTICATION]).toMatchObject({
      restApiAuthentication: { publicClientModificationTime: now },
    });
  });

  it('takes no name away', async () => {
    const { ask } = await testApiDesk([provider]);
    expect((await ask('PATCH', `/${provider.id}`, { operations: [{ op: 'remove', path: '/name' }] })).status).toBe(400);
  });

  it('of one that has none is not refused for that', async () => {
    const nameless: Application = { ...anApplication(1), name: undefined as never };
    Reflect.deleteProperty(nameless, 'name');
    const { ask } = await testApiDesk([nameless]);
    expect((await ask('PATCH', `/${provider.id}`, replace('/description', 'x'))).status).toBe(200);
  });
});

describe('removing an application', () => {
  it('removes it with its secrets, and leaves dependencies on it dangling', async () => {
    const { ask, desk } = await testApiDesk([provider, consumer]);
    await ask('POST', `/${provider.id}/apiSecrets`, { authorizationScopes: ['oAuth'] });
    expect(await ask('DELETE', `/${provider.id}`)).toEqual({ status: 200 });
    expect(await worldOf(desk)).toMatchObject({ applications: [consumer], keychain: [], intents: [] });
  });

  it('is refused for those of SAP', async () => {
    const { ask } = await testApiDesk([anApplication(1, { kind: 'bundled' })]);
    expect((await ask('DELETE', `/${idOf(1)}`)).status).toBe(403);
  });
});

describe('a parent', () => {
  const parent = anApplication(1);
  const child = anApplication(2, { parentId: idOf(1) });
  const setParent = (id: string) => replace('/parentApplicationId', id);

  it('is named, changed and taken away, and found by', async () => {
    const { ask } = await testApiDesk([parent, anApplication(2), anApplication(3)]);
    const parentOf = async () => (await ask('GET', `/${idOf(2)}`)).body as Record<string, unknown>;
    for (const id of [idOf(1), idOf(3)]) {
      expect(await ask('PATCH', `/${idOf(2)}`, setParent(id.toUpperCase()))).toEqual({ status: 200 });
      expect(await parentOf()).toHaveProperty('parentApplicationId', id);
    }
    expect((await ask('GET', `/?filter=parentApplicationId eq ${idOf(3)}`)).body).toMatchObject({
      applications: [{ id: idOf(2) }],
    });
    await ask('PATCH', `/${idOf(2)}`, { operations: [{ op: 'remove', path: '/parentApplicationId' }] });
    expect(await parentOf()).not.toHaveProperty('parentApplicationId');
  });

  it('has to be there, and above', async () => {
    const { ask, desk } = await testApiDesk([parent, child]);
    const before = await worldOf(desk);
    for (const [of, id] of [
      [idOf(2), idOf(9)],
      [idOf(2), idOf(2)],
      [idOf(1), idOf(2)],
    ] as const)
      expect(await ask('PATCH', `/${of}`, setParent(id))).toMatchObject({
        ...{ status: 400, body: { error: { details: [{ target: '/parentApplicationId' }] } } },
      });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('that is gone already keeps nobody from changing its child', async () => {
    const { ask, desk } = await testApiDesk([child]);
    expect(await ask('PATCH', `/${idOf(2)}`, replace('/name', 'x'))).toEqual({ status: 200 });
    expect(worked(await desk.directory.read(idOf(2))).parentId).toBe(idOf(1));
  });

  it('is not deleted before its children', async () => {
    const { ask } = await testApiDesk([parent, child]);
    expect((await ask('DELETE', `/${idOf(1)}`)).status).toBe(403);
    expect((await ask('GET', `/${idOf(1)}`)).status).toBe(200);
    expect((await ask('DELETE', `/${idOf(2)}`)).status).toBe(200);
    expect((await ask('DELETE', `/${idOf(1)}`)).status).toBe(200);
  });
});

describe('what there is not', () => {
  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/apiSecrets'],
    ['POST', '/apiSecrets'],
    ['DELETE', `/apiSecrets?id=${aSecret(1).id}`],
    ['PATCH', `/apiSecrets/${aSecret(1).id}`],
  ])('is said in the recorded words: %s …%s', async (method, rest) => {
    const { ask } = await testApiDesk();
    const body = method === 'PATCH' ? replace('/description', 'x') : { authorizationScopes: ['oAuth'] };
    const sent = method === 'GET' || method === 'DELETE' ? undefined : body;
    expect(await ask(method, `/${idOf(9)}${rest}`, sent)).toEqual({
      status: 404,
      body: { error: { code: 404, message: 'Unable to find application with provided identifier.' } },
    });
  });

  it('is 404 for a secret and for a filter that fits nothing, and an empty list without one', async () => {
    const { ask } = await testApiDesk();
    expect((await ask('GET', '/?filter=name eq nobody')).status).toBe(404);
    expect(await ask('GET', '/?cursor=')).toEqual({
      ...{ status: 200, body: { totalResults: 0, itemsPerPage: 0, applications: [] } },
    });
    const { ask: other } = await testApiDesk([provider]);
    expect((await other('DELETE', `/${provider.id}/apiSecrets?id=${aSecret(9).id}`)).status).toBe(404);
    expect(
      (await other('PATCH', `/${provider.id}/apiSecrets/${aSecret(9).id}`, replace('/description', 'x'))).status,
    ).toBe(404);
  });
});

describe('a list', () => {
  it('goes by pages, with as many applications as it says', async () => {
    const all = Array.from({ length: 5 }, (_, number) => anApplication(number + 1));
    const { ask } = await testApiDesk(all);
    const first = (await ask('GET', '/?cursor=&limit=3')).body as ApplicationListShape;
    expect(first).toMatchObject({ totalResults: 5, itemsPerPage: 3, applications: { length: 3 } });
    const last = (await ask('GET', `/?limit=3&cursor=${first.nextCursor}`)).body as ApplicationListShape;
    expect(last).toMatchObject({ totalResults: 5, itemsPerPage: 2, applications: { length: 2 } });
    expect(last).not.toHaveProperty('nextCursor');
  });
});
