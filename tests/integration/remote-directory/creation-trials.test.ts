import { describe, expect, it } from 'vitest';
import { done } from '../../../src/core/domain/result.ts';
import type { CreationDesk } from '../../../src/core/use-cases/remote-creation/ports.ts';
import { courseOf, ENDINGS, faulted, judge, killed, stopsIn } from '../../support/remote-creation/trial.ts';
import { WISHES } from '../../support/remote-creation/world.ts';

const endings = WISHES.flatMap((wish) => ENDINGS.map((ending) => ({ wish, ending, name: wish.name })));

/** Hundreds of processes whose every step is synced to the disk, which others may be using. */
const ROOM_MS = 300_000;

describe.each(endings)('creating a dependency for $name', { timeout: ROOM_MS }, ({ wish, ending }) => {
  it(`stopped at any point, can ${ending} to a clean end, even if that is stopped too`, async () => {
    const course = await courseOf(wish);
    // Of the first kind every point, of the others every third; one point of the ending in turn. The campaign tries them all.
    const tally = await killed(
      { wish, ending, course },
      {
        first: (first) => wish === WISHES[0] || first % 3 === 0,
        again: (first, second) => first % 6 === 0 && second === (first / 6) % 20,
      },
    );
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThan(10);
  });

  it(`with a fault of the wire at any request, can ${ending} to a clean end`, async () => {
    const course = await courseOf(wish);
    const tally = await faulted({ wish, ending, course }, (request, fault) => (request + fault) % 15 === 0);
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThan(10);
  });
});

/** As it would be done without thinking of the end: a step is noted when it is finished. */
const notedAfterwards = (desk: CreationDesk): CreationDesk => ({
  ...desk,
  creations: {
    ...desk.creations,
    write: (record) => (record.begun === 'unknown' ? Promise.resolve(done) : desk.creations.write(record)),
  },
});

/** As it would be done with a journal that is no file: it is as forgetful as the process. */
const notNoted = (desk: CreationDesk): CreationDesk => ({
  ...desk,
  creations: { ...desk.creations, write: () => Promise.resolve(done), drop: () => Promise.resolve(done) },
});

describe.each([
  ['a journal that is written after each step', notedAfterwards],
  ['no journal', notNoted],
])('with %s', { timeout: ROOM_MS }, (_, alter) => {
  it('something is left that nobody knows of', async () => {
    const [wish] = WISHES;
    const course = await courseOf(wish!);
    const violations: string[] = [];
    for (const stop of stopsIn(course.points.length)) {
      const trial = { wish: wish!, ending: 'undo', course } as const;
      violations.push(...(await judge(trial, { acting: { stop, alter } })).violations);
    }
    expect(violations.join()).toContain('by halves');
  });
});
