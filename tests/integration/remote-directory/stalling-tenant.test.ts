import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fail } from '../../../src/core/domain/result.ts';
import { exchange } from '../../../src/main/outgoing/exchange.ts';
import { inGoodTime } from '../../support/in-good-time.ts';
import { worked } from '../../support/outcome.ts';
import { attempt, attributed, check, isWrite, OPERATIONS, secretsIn } from '../../support/remote-operations.ts';
import { tell, tenantOnLoopback, type FaultFor, type WireFault } from '../../support/tenant-on-loopback.ts';
import type { TwinAnswer } from '../../support/tenant-twin.ts';
import { STALLS, withDate, type NamedFault } from '../../support/wire-faults.ts';

describe.each(Object.entries(OPERATIONS))('%s', (what, operation) => {
  const ended = async (fault: NamedFault, faultFor: FaultFor) => {
    const attempted = await attempt(operation, faultFor, { timeoutMs: 400 });
    attributed(`${what}, stalled ${fault.name}`, () => check(operation, fault.name, attempted));
    const { result, tenant } = attempted;
    return { code: result.ok ? 'done' : result.failure.code, tenant };
  };
  const reads = what.startsWith('listing') || what.startsWith('reading');

  it('leaves nothing twice in a tenant that stalls every answer, and says so', async () => {
    const codes = await Promise.all(STALLS.map(async (fault) => (await ended(fault, () => fault)).code));
    const unread = what === 'deleting an application' ? 'tenant-outcome-unknown' : 'tenant-unreachable';
    expect(new Set(codes)).toEqual(new Set([unread]));
  });

  it('leaves nothing twice where it stalls the answers to writes, and finds out what happened', async () => {
    const codeOf = async (fault: NamedFault) =>
      (await ended(fault, (request) => (isWrite(request) ? fault : undefined))).code;
    const found = what.includes('chooses')
      ? 'creation-not-ours'
      : what === 'creating a secret'
        ? 'secret-value-lost'
        : 'done';
    const trials = STALLS.map((fault) => {
      const expected = reads ? 'done' : fault.when === 'before' ? 'tenant-outcome-unknown' : found;
      return inGoodTime(async () => `${fault.name}: ${await codeOf(fault)}`, `${fault.name}: ${expected}`);
    });
    await Promise.all(trials);
  });
});

it.each(STALLS)('a tenant that stalls $name is given up', async (fault) => {
  const { directory } = await tenantOnLoopback({ fault: () => fault, parts: { timeoutMs: 50 } });
  expect(await directory.list()).toEqual(fail({ code: 'tenant-unreachable', trouble: 'timed-out' }));
});

it('a server that never ends its handshake is given up', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onTestFinished(() => void server.close());
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const asked = { url, method: 'GET', headers: {}, body: '', tooLarge: 'refuse', timeoutMs: 200 } as const;
  expect(await exchange(asked)).toEqual({ ok: false, trouble: 'timed-out' });
});

describe('an answer of 100 MB', () => {
  const MIB = 1024 * 1024;
  /** As fast as it is taken; what was written is more than what was read by what the system holds of it. */
  function flood(response: ServerResponse, written: (bytes: number) => void): void {
    const piece = Buffer.alloc(64 * 1024, ' ');
    let left = 100 * MIB;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end();
    };
    response.writeHead(200, { 'content-length': String(left) });
    response.on('close', () => written(100 * MIB - left));
    more();
  }

  it.each(Object.entries(OPERATIONS))('ends early when %s', async (_, operation) => {
    const written: number[] = [];
    const fault = {
      when: 'before',
      how: (response: ServerResponse) => flood(response, (bytes) => written.push(bytes)),
    } as const;
    const { result, tenant } = await attempt(operation, () => fault);
    expect(result.ok).toBe(false);
    await expect.poll(() => written.length).toBe(tenant.asked.length);
    // Beyond what is read there is what the system holds on both sides, a few MiB.
    expect(Math.max(...written)).toBeLessThan(16 * MIB);
  });
});

describe('a tenant whose clock is wrong by an hour', () => {
  const tenantTime = (hours: number) => new Date(Date.parse('2026-03-01T09:30:00.000Z') + hours * 3_600_000);

  it.each(Object.entries(OPERATIONS))('does what it is asked all the same: %s', async (_, operation) => {
    for (const hours of [1, -1]) {
      const how = (response: ServerResponse, answer: TwinAnswer) =>
        withDate(tenantTime(hours), answer)(response, answer);
      const { result, tenant } = await attempt(operation, () => ({ when: 'after', how }));
      worked(result);
      expect(operation.holds(tenant.twin, secretsIn(tenant.twin))).toBe(true);
    }
  });

  it('is waited for by its own clock when it asks for time with a date', async () => {
    for (const hours of [1, 0, -1]) {
      const now = tenantTime(hours);
      const busy: WireFault = {
        when: 'before',
        how: (response) => {
          response.setHeader('Date', now.toUTCString());
          response.setHeader('Retry-After', new Date(now.getTime() + 2_000).toUTCString());
          tell(response, { status: 503, body: {} });
        },
      };
      const fault: FaultFor = (_, number) => (number === 1 ? busy : undefined);
      const { directory, waits } = await tenantOnLoopback({ fault });
      worked(await directory.list());
      expect(waits).toEqual([2_000]);
    }
  });
});
