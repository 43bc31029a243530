import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { affectedBy } from './affected.ts';
import { createDependency } from './create-dependency.ts';
import { removeApplication } from './remove-application.ts';

const secrets = [aSecret(1), aSecret(2), aSecret(3, { keptIn: 'session' })];
const provider = anApplication(1, { secrets, providedApis: [{ name: 'orders', description: '' }] });
const consumer = anApplication(2, {
  consumedApis: [aDependency(1), aDependency(1, { name: 'second', apiName: 'gone' })],
});
const affected = [
  { consumerId: idOf(2), consumer: 'Application 2', name: 'orders-client', apiName: 'orders' },
  { consumerId: idOf(2), consumer: 'Application 2', name: 'second', apiName: 'gone' },
];

async function deskWithBoth() {
  const desk = await testDesk([provider, consumer, anApplication(3)]);
  worked(await desk.vault.keep(aSecret(1).id, 'value-1'));
  worked(await desk.vault.keep(aSecret(2).id, 'value-2'));
  desk.keychain.health.useSession();
  worked(await desk.vault.keep(aSecret(3).id, 'value-3'));
  await desk.keychain.health.check();
  return desk;
}

describe('removing an application', () => {
  it('refuses one that others inherit from', async () => {
    const desk = await testDesk([provider, anApplication(4, { parentId: provider.id })]);
    expect(refusal(await removeApplication(desk, provider.id, []))).toEqual({
      code: 'application-has-children',
      children: 1,
    });
    expect(worked(await desk.directory.read(provider.id)).secrets).toHaveLength(3);
  });

  it('removes its record and all its values, wherever they are', async () => {
    const desk = await deskWithBoth();
    worked(await removeApplication(desk, provider.id, affected));
    expect(await worldOf(desk)).toEqual({
      applications: [consumer, anApplication(3)],
      keychain: [],
      session: [],
      intents: [],
    });
  });

  it('says exactly who is affected, changes nothing, and goes on once these are confirmed', async () => {
    const desk = await deskWithBoth();
    const before = await worldOf(desk);
    expect(refusal(await removeApplication(desk, provider.id, []))).toEqual({ code: 'dependents-affected', affected });
    expect(await worldOf(desk)).toEqual(before);
    expect(worked(await affectedBy(desk, provider.id))).toEqual(affected);
    worked(await removeApplication(desk, provider.id, affected));
  });

  it('asks again when a dependency was added after the question', async () => {
    const desk = await deskWithBoth();
    const confirmed = worked(await affectedBy(desk, provider.id));
    const added = { kind: 'existing', applicationId: idOf(3), allowClientCredentials: false } as const;
    const request = { providerId: provider.id, name: 'late', apiName: 'orders', consumer: added };
    worked(await createDependency(desk, request));
    const failure = refusal(await removeApplication(desk, provider.id, confirmed));
    expect(failure).toMatchObject({ code: 'dependents-affected' });
    expect('affected' in failure && failure.affected.map(({ name }) => name).toSorted()).toEqual([
      'late',
      'orders-client',
      'second',
    ]);
    expect((await desk.directory.read(provider.id)).ok).toBe(true);
  });

  it('does not mind that someone confirmed is no longer affected', async () => {
    const desk = await deskWithBoth();
    worked(await removeApplication(desk, consumer.id, []));
    worked(await removeApplication(desk, provider.id, affected));
  });

  it('leaves the dependencies of others as they are: dangling', async () => {
    const desk = await deskWithBoth();
    worked(await removeApplication(desk, provider.id, affected));
    expect(worked(await desk.directory.read(consumer.id))).toEqual(consumer);
    expect(worked(await desk.directory.dependentsOf(provider.id)).map(({ id }) => id)).toEqual([consumer.id]);
  });

  it.each(['bundled', 'system'] as const)('refuses a %s one', async (kind) => {
    const desk = await testDesk([anApplication(1, { kind })]);
    expect(refusal(await removeApplication(desk, idOf(1), []))).toEqual({ code: 'application-protected', kind });
    expect(worked(await desk.directory.list())).toHaveLength(1);
  });

  it('refuses one that is not there', async () => {
    const desk = await testDesk();
    expect(refusal(await removeApplication(desk, idOf(1), []))).toEqual({ code: 'application-unknown', id: idOf(1) });
  });

  it('changes nothing while the keychain is locked', async () => {
    const desk = await deskWithBoth();
    desk.keychain.be('locked');
    const before = await worldOf(desk);
    const failure = refusal(await removeApplication(desk, provider.id, affected));
    expect(failure).toEqual({ code: 'keychain-locked', changed: 'nothing' });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('says that the next start goes on when the keychain fell silent half way', async () => {
    const desk = await deskWithBoth();
    desk.keychain.failAt(4, 'keychain-silent');
    const failure = refusal(await removeApplication(desk, provider.id, affected));
    expect(failure).toEqual({ code: 'keychain-silent', changed: 'tidied-at-next-start' });
    expect((await worldOf(desk)).intents).toMatchObject([{ secretIds: [aSecret(1).id, aSecret(2).id] }]);
  });

  it('needs no keychain for one without secrets', async () => {
    const desk = await deskWithBoth();
    desk.keychain.be('unavailable');
    worked(await removeApplication(desk, idOf(3), []));
  });
});
