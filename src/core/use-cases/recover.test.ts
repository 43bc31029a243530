import { describe, expect, it } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { countedId } from '../../../tests/support/counted-ids.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import type { Application } from '../domain/application.ts';
import type { Desk } from './desk.ts';
import type { Intent } from './ports.ts';
import { recover } from './recover.ts';

const stamped = (number: number) => ({
  id: countedId(number, 7),
  at: '2026-02-01T08:00:00.000Z',
  applicationId: idOf(1),
});
const creation: Intent = { ...stamped(1), kind: 'create-secret', secretId: aSecret(1).id };
const removal: Intent = { ...stamped(2), kind: 'remove-application', secretIds: [aSecret(1).id, aSecret(2).id] };
const secretRemoval: Intent = { ...stamped(3), kind: 'remove-secret', secretIds: [aSecret(1).id] };
const withSecrets = (...numbers: readonly number[]) =>
  anApplication(1, { secrets: numbers.map((number) => aSecret(number)) });

interface Left {
  readonly applications: readonly Application[];
  /** Numbers of the secrets whose values are in the keychain. */
  readonly values: readonly number[];
  readonly intents: readonly Intent[];
}

async function deskAfterCrash({ applications, values, intents }: Left) {
  const desk = await testDesk(applications);
  for (const number of values) worked(await desk.vault.keep(aSecret(number).id, `value-${number}`));
  for (const intent of intents) worked(await desk.journal.add(intent));
  return desk;
}

const secretsKept = async (desk: Awaited<ReturnType<typeof deskAfterCrash>>) =>
  (await worldOf(desk)).keychain.map(([, value]) => value);

describe('recovering from a crash', () => {
  it('has nothing to do without intents', async () => {
    const desk = await deskAfterCrash({ applications: [withSecrets(1)], values: [1], intents: [] });
    expect(worked(await recover(desk))).toEqual({ settled: 0, left: 0, unclaimed: [] });
    expect(await secretsKept(desk)).toEqual(['value-1']);
  });

  it.each([
    ['its application', []],
    ['its secret', [withSecrets(2)]],
  ])('undoes a creation whose record lacks %s', async (_, applications) => {
    const desk = await deskAfterCrash({ applications, values: [1, 2], intents: [creation] });
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
    expect(await worldOf(desk)).toMatchObject({ applications, keychain: [[aSecret(2).id, 'value-2']], intents: [] });
  });

  it('keeps a creation that is complete', async () => {
    const desk = await deskAfterCrash({ applications: [withSecrets(1)], values: [1], intents: [creation] });
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
    expect(await worldOf(desk)).toMatchObject({
      applications: [withSecrets(1)],
      keychain: [[aSecret(1).id, 'value-1']],
    });
  });

  it.each([[[]], [[2]]])(
    'finishes the removal of an application that was begun (left in the keychain: %j)',
    async (values) => {
      const desk = await deskAfterCrash({ applications: [withSecrets(1, 2)], values, intents: [removal] });
      expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
      expect(await worldOf(desk)).toEqual({ applications: [], keychain: [], session: [], intents: [] });
    },
  );

  it('takes with it a secret the application was given after its refused removal', async () => {
    const desk = await deskAfterCrash({ applications: [withSecrets(3, 1, 2)], values: [2, 3], intents: [removal] });
    worked(await recover(desk));
    expect(await worldOf(desk)).toEqual({ applications: [], keychain: [], session: [], intents: [] });
  });

  it('drops a removal of which nothing was carried out: nobody misses an application after a refusal', async () => {
    const desk = await deskAfterCrash({ applications: [withSecrets(1, 2)], values: [1, 2], intents: [removal] });
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
    expect(await worldOf(desk)).toMatchObject({ applications: [withSecrets(1, 2)], intents: [] });
    expect(await secretsKept(desk)).toEqual(['value-1', 'value-2']);
  });

  it('does not take a secret removed since then for a begun removal of its application', async () => {
    const desk = await deskAfterCrash({ applications: [withSecrets(2)], values: [2], intents: [removal] });
    worked(await recover(desk));
    expect(await worldOf(desk)).toMatchObject({
      applications: [withSecrets(2)],
      keychain: [[aSecret(2).id, 'value-2']],
    });
  });

  it('forgets what a removal left in the keychain after its record was gone', async () => {
    const desk = await deskAfterCrash({ applications: [], values: [1, 2], intents: [removal] });
    worked(await recover(desk));
    expect(await worldOf(desk)).toEqual({ applications: [], keychain: [], session: [], intents: [] });
  });

  it('finishes the removal of a secret that was begun, and drops one that was not', async () => {
    const begun = await deskAfterCrash({ applications: [withSecrets(1, 2)], values: [2], intents: [secretRemoval] });
    worked(await recover(begun));
    expect((await worldOf(begun)).applications[0]?.secrets).toEqual([aSecret(2)]);
    const unbegun = await deskAfterCrash({ applications: [withSecrets(1)], values: [1], intents: [secretRemoval] });
    worked(await recover(unbegun));
    expect((await worldOf(unbegun)).applications).toEqual([withSecrets(1)]);
  });

  it.each([creation, removal, secretRemoval])('does nothing while the keychain is locked ($kind)', async (intent) => {
    const applications = intent === creation ? [] : [withSecrets(1, 2)];
    const desk = await deskAfterCrash({ applications, values: [1, 2], intents: [intent] });
    const before = await worldOf(desk);
    desk.keychain.be('locked');
    expect(worked(await recover(desk))).toEqual({ settled: 0, left: 1, unclaimed: [] });
    expect(await worldOf(desk)).toEqual(before);
    desk.keychain.be('ready');
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
  });

  it.each([creation, removal, secretRemoval])('believes nothing of a record it cannot read ($kind)', async (intent) => {
    const desk = await deskAfterCrash({ applications: [withSecrets(1, 2)], values: [1, 2], intents: [intent] });
    const before = await worldOf(desk);
    const damaged: Desk = {
      ...desk,
      directory: {
        ...desk.directory,
        read: () => Promise.resolve({ ok: false, failure: { code: 'store-damaged', what: 'application' } }),
      },
    };
    expect(worked(await recover(damaged))).toEqual({ settled: 0, left: 1, unclaimed: [] });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('goes on with the others when one cannot be tidied now', async () => {
    const other: Intent = { ...stamped(4), kind: 'create-secret', secretId: aSecret(4).id };
    const desk = await deskAfterCrash({ applications: [], values: [1, 4], intents: [creation, other] });
    desk.keychain.failAt(1, 'keychain-locked');
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 1, unclaimed: [] });
    expect((await worldOf(desk)).intents).toEqual([creation]);
  });

  it('says so when the journal itself cannot be read', async () => {
    const desk = await testDesk();
    const pending = () => Promise.resolve({ ok: false, failure: { code: 'store-damaged', what: 'journal' } } as const);
    expect(refusal(await recover({ ...desk, journal: { ...desk.journal, pending } }))).toMatchObject({
      code: 'store-damaged',
    });
  });
});
