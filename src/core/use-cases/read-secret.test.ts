import { describe, expect, it } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { readSecret } from './read-secret.ts';

const secret = aSecret(1);
const ofSession = aSecret(2, { keptIn: 'session', hint: 'efgh' });

async function deskWithSecrets() {
  const desk = await testDesk([anApplication(1, { secrets: [secret, ofSession] })]);
  worked(await desk.vault.keep(secret.id, 'abcd-the-value'));
  return desk;
}

describe('reading a secret', () => {
  it('answers with the value and whose it is', async () => {
    const desk = await deskWithSecrets();
    const read = worked(await readSecret(desk, idOf(1), secret.id));
    expect(read).toEqual({ application: worked(await desk.directory.read(idOf(1))), secret, value: 'abcd-the-value' });
  });

  it('says which of the two is unknown', async () => {
    const desk = await deskWithSecrets();
    expect(refusal(await readSecret(desk, idOf(9), secret.id))).toEqual({ code: 'application-unknown', id: idOf(9) });
    const unknown = aSecret(7).id;
    expect(refusal(await readSecret(desk, idOf(1), unknown))).toEqual({ code: 'secret-unknown', id: unknown });
  });

  it('never takes a locked keychain for a missing value', async () => {
    const desk = await deskWithSecrets();
    desk.keychain.be('locked');
    expect(refusal(await readSecret(desk, idOf(1), secret.id))).toEqual({
      code: 'keychain-locked',
      changed: 'nothing',
    });
  });

  it('names a value that is certainly gone by its hint', async () => {
    const desk = await deskWithSecrets();
    worked(await desk.vault.forget(secret.id));
    expect(refusal(await readSecret(desk, idOf(1), secret.id))).toEqual({ code: 'secret-missing', hint: 'abcd' });
  });

  it('says that a session has ended, whatever the keychain says', async () => {
    const desk = await deskWithSecrets();
    const ended = { code: 'secret-session-ended', hint: 'efgh' };
    expect(refusal(await readSecret(desk, idOf(1), ofSession.id))).toEqual(ended);
    desk.keychain.be('unavailable');
    expect(refusal(await readSecret(desk, idOf(1), ofSession.id))).toEqual(ended);
  });
});
