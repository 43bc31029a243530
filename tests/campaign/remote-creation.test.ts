import { beforeAll, describe, expect, it } from 'vitest';
import type { BundledEntry } from '../support/bundle-entry.ts';
import { bundleDriver } from '../support/crash/bundle-driver.ts';
import {
  existingApplication,
  judgeProcess,
  newApplication,
  pointsOf,
  tenantForProcesses,
} from '../support/remote-creation/process-trial.ts';
import { leftOpen } from '../support/remote-creation/open-outcome.ts';
import { courseOf, ENDINGS, faulted, killed, stopsIn } from '../support/remote-creation/trial.ts';
import { WISHES } from '../support/remote-creation/world.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();
let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver('tests/support/remote-creation/driver.ts');
});

const endings = WISHES.flatMap((wish) => ENDINGS.map((ending) => ({ wish, ending, name: wish.name })));

describe.each(endings)('creating a dependency for $name, to $ending', ({ wish, ending }) => {
  it('stopped at every point, and at every point of the ending', async () => {
    const tally = await killed(
      { wish, ending, course: await courseOf(wish) },
      { first: () => true, again: () => true },
    );
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

  it('with every outcome left open at every write, whatever comes with it', async () => {
    const tally = await leftOpen({ wish, ending, course: await courseOf(wish) }, () => true);
    console.info('combinations:', tally.combinations);
    expect(tally.violations).toEqual([]);
    expect(tally.combinations).toBeGreaterThan(150);
  });
});

describe.each([
  ['a new application with a secret', newApplication],
  ['an existing application that gets a grant', existingApplication],
])('a process that creates a dependency for %s', (_, requestIn) => {
  it.each(ENDINGS)(
    'killed at every point, and again in turn when it would %s, comes to a clean end',
    async (ending) => {
      const tenant = await tenantForProcesses(servers().spawn);
      const trial = { driver: driver.path, tenant, request: requestIn(tenant), ending };
      const stops = stopsIn(await pointsOf(trial));
      for (const [index, stop] of stops.entries())
        for (const offset of [0, 1, 2])
          expect(
            await judgeProcess(trial, stop, stops[(index * 3 + offset) % 24] ?? null),
            JSON.stringify(stop),
          ).toEqual([]);
    },
  );
});
