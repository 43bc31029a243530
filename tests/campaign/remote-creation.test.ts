import { describe, expect, it } from 'vitest';
import { courseOf, ENDINGS, faulted, killed } from '../support/remote-creation/trial.ts';
import { WISHES } from '../support/remote-creation/world.ts';

const endings = WISHES.flatMap((wish) => ENDINGS.map((ending) => ({ wish, ending, name: wish.name })));

describe.each(endings)('creating a dependency for $name, to $ending', ({ wish, ending }) => {
  it('stopped at every point, and at every point of the ending', async () => {
    const tally = await killed({ wish, ending, course: await courseOf(wish) }, () => true);
    console.info('combinations:', tally.combinations);
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThan(100);
  });

  it('with every fault of the wire at every request', async () => {
    const tally = await faulted({ wish, ending, course: await courseOf(wish) }, () => true);
    console.info('combinations:', tally.combinations);
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThan(300);
  });
});
