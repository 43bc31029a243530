import { describe, expect, it } from 'vitest';
import { leftOpen } from '../../support/remote-creation/open-outcome.ts';
import { courseOf, ENDINGS } from '../../support/remote-creation/trial.ts';
import { WISHES } from '../../support/remote-creation/world.ts';

/** One that came and one that comes late; the campaign tries them all. */
const FAULTS = ['reset, after it', 'a page with 504, and done late'];

const endings = WISHES.flatMap((wish) => ENDINGS.map((ending) => ({ wish, ending, name: wish.name })));

describe.each(endings)('creating a dependency for $name', { timeout: 120_000 }, ({ wish, ending }) => {
  it(`with an outcome left open at any write, whatever comes with it, can ${ending} to a clean end`, async () => {
    const course = await courseOf(wish);
    const tally = await leftOpen({ wish, ending, course }, ({ name }) => FAULTS.includes(name));
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThanOrEqual(10);
  });
});
