import { beforeAll, describe, expect, it } from 'vitest';
import type { BundledEntry } from '../../support/bundle-entry.ts';
import { bundleDriver } from '../../support/crash/bundle-driver.ts';
import {
  existingApplication,
  judgeProcess,
  newApplication,
  pointsOf,
  tenantForProcesses,
} from '../../support/remote-creation/process-trial.ts';
import { ENDINGS, stopsIn } from '../../support/remote-creation/trial.ts';
import { serverProcesses } from '../../support/server-processes.ts';

const servers = serverProcesses();
let driver: BundledEntry;
beforeAll(async () => {
  driver = await bundleDriver('tests/support/remote-creation/driver.ts');
});

describe.each([
  ['a new application with a secret', newApplication],
  ['an existing application that gets a grant', existingApplication],
])('a process that creates a dependency for %s', (_, requestIn) => {
  it.each(ENDINGS)('killed, and killed again when it would %s, comes to a clean end', async (ending) => {
    const tenant = await tenantForProcesses(servers().spawn);
    const trial = { driver: driver.path, tenant, request: requestIn(tenant), ending };
    const stops = stopsIn(await pointsOf(trial));
    const violations: string[] = [];
    // Every thirteenth; the campaign tries them all.
    for (const [index, stop] of stops.entries()) {
      if (index % 13 !== 0) continue;
      const again = stops[(index * 3) % 24] ?? null;
      violations.push(
        ...(await judgeProcess(trial, stop, again)).map((each) => `${stop.effect} ${stop.number}: ${each}`),
      );
    }
    expect(stops.length).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  });
});
