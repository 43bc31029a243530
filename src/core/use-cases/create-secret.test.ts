import { describe, expect, it } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { predictedSecret } from '../../../tests/support/fixed-secret-maker.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { createSecret } from './create-secret.ts';
import type { IntentJournal } from './ports.ts';

const wish = { description: ' Build server ', validity: 'never', scopes: ['oAuth', 'manageApp'] } as const;
const secrets = (count: number) => Array.from({ length: count }, (_, index) => aSecret(index));

describe('creating a secret', () => {
  it('puts it first, since the newest stands first', async () => {
    const desk = await testDesk([anApplication(1, { secrets: secrets(2) })]);
    const secret = worked(await createSecret(desk, idOf(1), wish));
    expect(worked(await desk.directory.read(idOf(1))).secrets).toEqual([secret, ...secrets(2)]);
    expect(secret).toMatchObject({ description: 'Build server', scopes: ['oAuth', 'manageApp'] });
    expect((await worldOf(desk)).keychain).toEqual([[secret.id, predictedSecret(1)]]);
  });

  it('gives one that never expires no end, and one for two years its end two years ahead', async () => {
    const desk = await testDesk([anApplication(1)]);
    expect(worked(await createSecret(desk, idOf(1), wish))).not.toHaveProperty('validTo');
    const ending = worked(await createSecret(desk, idOf(1), { ...wish, validity: 'two-years' }));
    expect(ending.validTo).toBe('2028-03-01T09:30:00Z');
  });

  it('refuses the 21st before anything is written, even with the keychain locked', async () => {
    const desk = await testDesk([anApplication(1, { secrets: secrets(20) })]);
    desk.keychain.be('locked');
    const before = await worldOf(desk);
    expect(refusal(await createSecret(desk, idOf(1), wish))).toEqual({ code: 'secret-limit-reached', limit: 20 });
    expect(await worldOf(desk)).toEqual(before);
    expect(desk.keychain.calls).toBe(0);
  });

  it('takes the 20th', async () => {
    const desk = await testDesk([anApplication(1, { secrets: secrets(19) })]);
    expect((await createSecret(desk, idOf(1), wish)).ok).toBe(true);
  });

  it('refuses an unknown application and a bad description before anything is written', async () => {
    const desk = await testDesk([anApplication(1)]);
    expect(refusal(await createSecret(desk, idOf(2), wish))).toEqual({ code: 'application-unknown', id: idOf(2) });
    const description = 'x'.repeat(256);
    expect(refusal(await createSecret(desk, idOf(1), { ...wish, description }))).toMatchObject({
      field: 'secret-description',
    });
    expect(desk.keychain.calls).toBe(0);
  });

  it('writes down what is about to happen before the keychain is touched', async () => {
    const desk = await testDesk([anApplication(1)]);
    const kept: number[] = [];
    const journal: IntentJournal = {
      ...desk.journal,
      add: (intent) => {
        kept.push(desk.keychain.calls);
        return desk.journal.add(intent);
      },
    };
    worked(await createSecret({ ...desk, journal }, idOf(1), wish));
    expect(kept).toEqual([0]);
  });

  it('records the place the value went to when a person chooses the session meanwhile', async () => {
    const desk = await testDesk([anApplication(1)]);
    const journal: IntentJournal = {
      ...desk.journal,
      add: async (intent) => {
        const added = await desk.journal.add(intent);
        desk.keychain.health.useSession();
        return added;
      },
    };
    const secret = worked(await createSecret({ ...desk, journal }, idOf(1), wish));
    expect(secret.keptIn).toBe('session');
    expect(await worldOf(desk)).toMatchObject({
      keychain: [],
      session: [[secret.id, predictedSecret(1)]],
      intents: [],
    });
  });

  it('leaves nothing of a value that came back altered', async () => {
    const desk = await testDesk([anApplication(1)]);
    const before = await worldOf(desk);
    desk.keychain.alterValues();
    expect(refusal(await createSecret(desk, idOf(1), wish))).toEqual({
      code: 'keychain-altered-value',
      changed: 'nothing',
    });
    expect(await worldOf(desk)).toEqual(before);
  });
});
