import { describe, expect, it } from 'vitest';
import { testApiDesk } from '../../../../tests/support/api-desk.ts';
import { anApplication, aSecret, idOf } from '../../../../tests/support/builders.ts';
import { worldOf } from '../../../../tests/support/desk.ts';
import { predictedSecret } from '../../../../tests/support/fixed-secret-maker.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import type { NewSecretShape, PatchOperationShape } from '../../domain/directory-api/wire.ts';

const provider = anApplication(1);

describe('a secret', () => {
  const wish: NewSecretShape = {
    ...{ description: 'nightly run', validTo: '2031-05-04T03:02:01Z', authorizationScopes: ['manageApp'] },
  };

  it('is told with its value once, and then never again', async () => {
    const { ask, desk } = await testApiDesk([provider]);
    const { status, body } = await ask('POST', `/${provider.id}/apiSecrets`, wish);
    const value = predictedSecret(1);
    const facts = { ...wish, id: expect.any(String) as unknown, hint: value.slice(0, 4), allApisAccess: false };
    expect({ status, body }).toEqual({ status: 201, body: { ...facts, clientId: provider.clientId, secret: value } });
    expect(await ask('GET', `/${provider.id}/apiSecrets`)).toEqual({
      ...{ status: 200, body: { secrets: [facts], allApisAccess: false } },
    });
    expect((await worldOf(desk)).keychain.map(([, kept]) => kept)).toEqual([value]);
  });

  it('is changed, and removed by id or by hint', async () => {
    const { ask, desk } = await testApiDesk([provider]);
    for (let time = 0; time < 2; time += 1) await ask('POST', `/${provider.id}/apiSecrets`, wish);
    const [newer, older] = worked(await desk.directory.read(provider.id)).secrets;
    const operations: readonly PatchOperationShape[] = [
      { op: 'replace', path: '/description', value: 'weekly run' },
      { op: 'replace', path: '/validTo', value: '2032-07-06T05:04:03Z' },
      { op: 'replace', path: '/authorizationScopes', value: ['manageApp', 'oAuth'] },
    ];
    expect(await ask('PATCH', `/${provider.id}/apiSecrets/${newer!.id}`, { operations })).toEqual({ status: 200 });
    expect(worked(await desk.directory.read(provider.id)).secrets).toEqual([
      { ...newer, description: 'weekly run', validTo: '2032-07-06T05:04:03Z', scopes: ['manageApp', 'oAuth'] },
      older,
    ]);
    expect(await ask('DELETE', `/${provider.id}/apiSecrets?id=${newer!.id}`)).toEqual({ status: 200 });
    expect(await ask('DELETE', `/${provider.id}/apiSecrets?hint=${encodeURIComponent(older!.hint)}`)).toEqual({
      status: 200,
    });
    expect(await worldOf(desk)).toMatchObject({ applications: [{ secrets: [] }], keychain: [] });
  });

  it('is refused, with nothing left of it, when it cannot be kept', async () => {
    const { ask, desk } = await testApiDesk([provider]);
    desk.keychain.be('locked');
    const { status, body } = await ask('POST', `/${provider.id}/apiSecrets`, wish);
    expect({ status, body }).toMatchObject({
      status: 500,
      body: { error: { details: [{ message: 'keychain-locked' }] } },
    });
    expect(worked(await desk.directory.read(provider.id))).toEqual(provider);
  });

  it('that was kept and cannot be told goes again: nobody would ever know its value', async () => {
    const { ask, desk } = await testApiDesk([provider]);
    desk.keychain.failAt(2, 'keychain-silent');
    expect((await ask('POST', `/${provider.id}/apiSecrets`, wish)).status).toBe(500);
    expect(await worldOf(desk)).toMatchObject({ applications: [{ secrets: [] }], keychain: [], intents: [] });
  });

  it('is refused as the 21st', async () => {
    const secrets = Array.from({ length: 20 }, (_, number) => aSecret(number));
    const { ask } = await testApiDesk([anApplication(1, { secrets })]);
    expect((await ask('POST', `/${idOf(1)}/apiSecrets`, wish)).status).toBe(400);
  });
});
