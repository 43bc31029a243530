import { describe, expect, it } from 'vitest';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import { recover } from '../../../src/core/use-cases/recover.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { openSession } from '../../support/remote-creation/session.ts';
import {
  CONSUMER,
  creationWorld,
  requestFor,
  secretsOf,
  standing,
  WISHES,
  type Wish,
} from '../../support/remote-creation/world.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

const [NEW, , , EXISTING, GRANTED] = WISHES as unknown as readonly [Wish, Wish, Wish, Wish, Wish];
const faultOf = (name: string) => WIRE_FAULTS.find((each) => each.name === name)!;
const LOST = faultOf('reset, after it');

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

  it('lets a secret without its value be deleted at the next start', async () => {
    const world = creationWorld();
    const { desk } = await openSession(world, { refused: { method: 'POST', fault: LOST }, keychainFails: true });
    const wish = { description: 'made here', validity: 'one-year', scopes: ['oAuth'] } as const;
    expect(refusal(await createSecret(desk, CONSUMER, wish))).toMatchObject({
      ...{ code: 'tenant-outcome-unknown', what: 'secret' },
    });
    expect([secretsOf(world, CONSUMER).length, worked(await desk.journal.pending()).length]).toEqual([1, 1]);
    const later = await openSession(world);
    worked(await recover(later.desk));
    expect([secretsOf(world, CONSUMER), worked(await later.desk.journal.pending())]).toEqual([[], []]);
  });
});
