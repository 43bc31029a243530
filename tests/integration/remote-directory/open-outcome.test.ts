import { describe, expect, it } from 'vitest';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import { recover } from '../../../src/core/use-cases/recover.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { openSession } from '../../support/remote-creation/session.ts';
import {
  CONSUMER,
  creationWorld,
  PROVIDER,
  requestFor,
  secretsOf,
  standing,
  WISHES,
  type Wish,
} from '../../support/remote-creation/world.ts';
import { aDependency, idOf } from '../../support/builders.ts';
import { addEntry, colleagueIn, THEIR_ENTRY, theirEntryStands } from '../../support/remote-creation/colleague.ts';
import { tenantOnLoopback } from '../../support/tenant-on-loopback.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

const [NEW, , , EXISTING, GRANTED] = WISHES as unknown as readonly [Wish, Wish, Wish, Wish, Wish];
const faultOf = (name: string) => WIRE_FAULTS.find((each) => each.name === name)!;
const LOST = faultOf('reset, after it');
const GATEWAY = faultOf('a page with 504, and done late');

describe('a keychain that fails while a lost answer is looked for', () => {
  it.each([
    { method: 'POST', wish: NEW },
    { method: 'PATCH', wish: EXISTING },
    { method: 'PATCH', wish: GRANTED },
  ])('leaves the outcome of a $method open, and it on record: $wish.name', async ({ method, wish }) => {
    for (const verb of ['resume', 'undo'] as const) {
      const world = creationWorld();
      const before = standing(world);
      const first = await openSession(world, { refused: { method, fault: LOST }, keychainFails: true });
      const failure = { code: 'tenant-outcome-unknown', what: wish === NEW ? 'creation' : 'change' };
      expect(refusal(await first.creations.create(world.id, requestFor(wish)))).toMatchObject(failure);
      expect(worked(await first.creations.unfinished())).toMatchObject([{ failure, canUndo: true }]);
      const later = await openSession(world);
      expect(await later.creations[verb](world.id)).toMatchObject({ ok: true });
      if (verb === 'undo') expect(standing(world)).toEqual(before);
      else expect(standing(world)).toMatchObject({ applications: wish === NEW ? 1 : 0, dependencies: 1 });
    }
  });

  it('has a secret without its value told at the next start', async () => {
    const world = creationWorld();
    const { desk } = await openSession(world, { refused: { method: 'POST', fault: LOST }, keychainFails: true });
    const wish = { description: 'made here', validity: 'one-year', scopes: ['oAuth'] } as const;
    expect(refusal(await createSecret(desk, CONSUMER, wish))).toMatchObject({
      ...{ code: 'tenant-outcome-unknown', what: 'secret' },
    });
    expect([secretsOf(world, CONSUMER).length, worked(await desk.journal.pending()).length]).toEqual([1, 1]);
    const later = await openSession(world);
    expect(worked(await recover(later.desk)).unclaimed).toMatchObject([{ application: 'consumer' }]);
    expect([secretsOf(world, CONSUMER).length, worked(await later.desk.journal.pending()).length]).toEqual([1, 1]);
  });
});

describe('a list that a colleague changes while nobody knows whether ours has been written', () => {
  const meanwhile = { list: 'dependencies', difference: { added: [THEIR_ENTRY], removed: [], changed: [] } };

  async function met(fault = GATEWAY) {
    const world = creationWorld();
    const session = await openSession(world, {
      faultFor: (request) => (request.method === 'PATCH' ? colleagueIn(world.twin, request, fault) : undefined),
    });
    return { world, ...session, result: await session.creations.create(world.id, requestFor(EXISTING)) };
  }

  it('leaves the creation on record, and says what has changed', async () => {
    const { creations, result } = await met();
    const failure = { code: 'tenant-outcome-unknown', what: 'change', reply: { status: 504 }, meanwhile };
    expect(refusal(result)).toMatchObject(failure);
    expect(worked(await creations.unfinished())).toMatchObject([{ failure, canContinue: true, canUndo: true }]);
  });

  it('can be undone after ours came late and took the place of theirs', async () => {
    const { world } = await met();
    const { creations } = await openSession(world);
    expect([standing(world).dependencies, theirEntryStands(world.twin)]).toEqual([1, false]);
    worked(await creations.undo(world.id));
    expect(standing(world)).toEqual(standing(creationWorld()));
  });

  it.each(['resume', 'undo'] as const)('keeps theirs where ours came first: %s', async (verb) => {
    const { world } = await met(LOST);
    const { creations } = await openSession(world);
    expect(await creations[verb](world.id)).toMatchObject({ ok: true });
    expect([standing(world).dependencies, theirEntryStands(world.twin)]).toEqual([verb === 'undo' ? 0 : 1, true]);
  });

  it('leaves the outcome open outside of the wizard too', async () => {
    const { twin } = creationWorld();
    const { directory } = await tenantOnLoopback({
      twin,
      fault: (request) => (request.method === 'PATCH' ? colleagueIn(twin, request, GATEWAY) : undefined),
    });
    const changed = await directory.change(idOf(3), (current) => ({
      ok: true,
      value: { ...current, consumedApis: [...current.consumedApis, aDependency(2)] },
    }));
    expect(refusal(changed)).toMatchObject({ code: 'tenant-outcome-unknown', what: 'change', meanwhile });
  });
});

describe('a dependency of the same kind that somebody else makes right before ours is sent', () => {
  it('is not taken for ours: nothing was sent, and nothing is on record', async () => {
    const dry = creationWorld();
    const course = await openSession(dry);
    worked(await course.creations.create(dry.id, requestFor(EXISTING)));
    const patchAt = course.asked.findIndex(({ method }) => method === 'PATCH') + 1;
    const world = creationWorld();
    const { creations, asked } = await openSession(world, {
      faultFor: (_, number) => {
        const theirs = { name: 'one', apiName: 'orders', appId: PROVIDER, clientId: 'c' };
        if (number === patchAt - 1) addEntry(world.twin, theirs);
        return undefined;
      },
    });
    const told = { code: 'list-changed-meanwhile', written: false };
    expect(refusal(await creations.create(world.id, requestFor(EXISTING)))).toMatchObject(told);
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(worked(await creations.unfinished())).toEqual([]);
  });
});
