import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/core/domain/result.ts';
import { openRemoteDirectory } from '../../src/main/directory/remote/remote-directory.ts';
import { idOf } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { oddServer } from '../support/odd-server.ts';
import { refusal, worked } from '../support/outcome.ts';
import { attempt, attributed, check, OPERATIONS, type Operation } from '../support/remote-operations.ts';
import type { FaultFor } from '../support/tenant-on-loopback.ts';
import { STALLS, WIRE_FAULTS, type NamedFault } from '../support/wire-faults.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function requestsOf(operation: Operation): Promise<number> {
  const { result, tenant } = await attempt(operation, () => undefined);
  worked(result);
  return tenant.asked.length;
}

describe.each(Object.entries(OPERATIONS))('%s (T53)', (what, operation) => {
  let trials = 0;
  it.each(WIRE_FAULTS)('with $name at every request, and every other fault at the next', async (first) => {
    const requests = await requestsOf(operation);
    const tryPair = async (at: number, second: NamedFault) => {
      const faultFor: FaultFor = (_, number) => (number === at ? first : number === at + 1 ? second : undefined);
      const name = `${first.name}, then ${second.name}`;
      const attempted = await attempt(operation, faultFor);
      attributed(`${what}, request ${at}: ${name}`, () => check(operation, name, attempted));
    };
    const pairs = numbers(requests).flatMap((at) => WIRE_FAULTS.map((second) => tryPair(at, second)));
    trials += (await Promise.all(pairs)).length;
  });

  it('which were all pairs', async () => {
    process.stdout.write(`T53: ${what}: ${trials} pairs of faults\n`);
    expect(trials).toBe((await requestsOf(operation)) * WIRE_FAULTS.length ** 2);
  });

  it('stalled at every phase of every answer', async () => {
    const requests = await requestsOf(operation);
    const trials = numbers(requests).flatMap((at) =>
      STALLS.map(async (fault) => {
        const stalled: FaultFor = (_, number) => (number === at ? fault : undefined);
        const attempted = await attempt(operation, stalled, { timeoutMs: 1_000 });
        attributed(`${what}, request ${at}, ${fault.name}`, () => check(operation, fault.name, attempted));
      }),
    );
    expect(await Promise.all(trials)).toHaveLength(requests * STALLS.length);
  });
});

/** By the limits of the app itself; how long each request was left open. */
async function leftOpen(fault: NamedFault) {
  const open: number[] = [];
  const server = await oddServer((_, response: ServerResponse) => {
    const begun = performance.now();
    response.on('close', () => open.push(performance.now() - begun));
    fault.how(response, { status: 200, body: {} });
  });
  const authorize = () => Promise.resolve(ok({ header: 'Basic eA==', confidential: [] }));
  const parts = { origin: server.origin, authorize, clock: fixedClock(), wait: () => Promise.resolve() };
  return { open, directory: worked(openRemoteDirectory(parts)) };
}

it.each(['listing', 'deleting'])('no request is waited for longer than 15 seconds, when %s (T53)', async (what) => {
  const longest = STALLS.filter(({ when }) => when === 'before').map(async (fault) => {
    const { open, directory } = await leftOpen(fault);
    const result = what === 'listing' ? await directory.list() : await directory.remove(idOf(1));
    expect(refusal(result).code).toBe(what === 'listing' ? 'tenant-unreachable' : 'tenant-outcome-unknown');
    await expect.poll(() => open.length).toBeGreaterThan(1);
    return Math.max(...open);
  });
  const ms = Math.max(...(await Promise.all(longest)));
  process.stdout.write(`T53: ${what}: given up after ${Math.round(ms)} ms\n`);
  // The limit, and what a timer is late.
  expect(ms).toBeLessThan(15_500);
});
