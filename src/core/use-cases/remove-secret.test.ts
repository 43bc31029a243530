import { describe, expect, it } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { removeSecret } from './remove-secret.ts';

const first = aSecret(1);
const second = aSecret(2);

async function deskWithSecrets() {
  const desk = await testDesk([anApplication(1, { secrets: [first, second] })]);
  worked(await desk.vault.keep(first.id, 'value-1'));
  worked(await desk.vault.keep(second.id, 'value-2'));
  return desk;
}

describe('removing a secret', () => {
  it('takes the value out of the keychain and the facts out of the record, and leaves the others', async () => {
    const desk = await deskWithSecrets();
    const application = worked(await removeSecret(desk, idOf(1), first.id));
    expect(application.secrets).toEqual([second]);
    expect(await worldOf(desk)).toEqual({
      applications: [application],
      keychain: [[second.id, 'value-2']],
      session: [],
      intents: [],
    });
  });

  it('says which of the two is unknown, and asks no keychain', async () => {
    const desk = await deskWithSecrets();
    const { calls } = desk.keychain;
    expect(refusal(await removeSecret(desk, idOf(9), first.id))).toEqual({ code: 'application-unknown', id: idOf(9) });
    const unknown = aSecret(7).id;
    expect(refusal(await removeSecret(desk, idOf(1), unknown))).toEqual({ code: 'secret-unknown', id: unknown });
    expect(desk.keychain.calls).toBe(calls);
  });

  it('changes nothing while the keychain is locked', async () => {
    const desk = await deskWithSecrets();
    desk.keychain.be('locked');
    const before = await worldOf(desk);
    expect(refusal(await removeSecret(desk, idOf(1), first.id))).toEqual({
      code: 'keychain-locked',
      changed: 'nothing',
    });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('puts the value back when the keychain refused after it had let go of it', async () => {
    const desk = await deskWithSecrets();
    const before = await worldOf(desk);
    desk.keychain.failAt(2, 'keychain-locked', 'carried-out');
    expect(refusal(await removeSecret(desk, idOf(1), first.id))).toEqual({
      code: 'keychain-locked',
      changed: 'nothing',
    });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('removes the facts of one whose value is gone already', async () => {
    const desk = await deskWithSecrets();
    worked(await desk.vault.forget(first.id));
    expect(worked(await removeSecret(desk, idOf(1), first.id)).secrets).toEqual([second]);
  });

  it('removes one kept for the session, also while the keychain is unavailable', async () => {
    const desk = await testDesk([anApplication(1, { secrets: [aSecret(3, { keptIn: 'session' })] })]);
    desk.keychain.health.useSession();
    worked(await desk.vault.keep(aSecret(3).id, 'value-3'));
    desk.keychain.be('unavailable');
    expect(worked(await removeSecret(desk, idOf(1), aSecret(3).id)).secrets).toEqual([]);
    expect((await worldOf(desk)).session).toEqual([]);
  });

  it('removes one whose session has ended, also while the keychain is unavailable', async () => {
    const desk = await testDesk([anApplication(1, { secrets: [aSecret(3, { keptIn: 'session' })] })]);
    desk.keychain.be('unavailable');
    expect(worked(await removeSecret(desk, idOf(1), aSecret(3).id)).secrets).toEqual([]);
  });
});
