import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../src/core/domain/result.ts';
import { CERTIFICATE_FILE_MAXIMUM_BYTES } from '../../src/core/domain/tenant.ts';
import { createP12Reader } from '../../src/main/client-certificate/p12-reader.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { tracesIn, tracesInSurface } from '../e2e/support/traces.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { forkedHelpers, type ForkedHelpers } from '../support/forked-helper.ts';
import { daysFromNow, issue } from '../support/issued.ts';
import { p12Joined, p12Of, p12With, p12WithIterations } from '../support/p12-files.ts';

const clock = { now: () => new Date() };
const PASSPHRASE = 'Correct horse battery staple';
const own = issue({ name: 'Client' });

let entry: BundledEntry;
let helpers: ForkedHelpers;
let heard: unknown[] = [];

beforeAll(async () => {
  entry = await bundleEntry('src/main/client-certificate/p12-helper.ts', { inline: ['node-forge'] });
});

/** Everything a helper says is noted. */
const reader = (limitMs = 30_000) => {
  helpers = forkedHelpers(entry.path, process.env);
  heard = [];
  const spawn: SpawnHelper = (events) =>
    helpers.spawn({
      ...events,
      message: (message) => {
        heard.push(message);
        events.message(message);
      },
    });
  return createP12Reader({ spawn, clock, limitMs });
};

const ended = async () => {
  const [helper] = helpers.started;
  expect(helpers.started).toHaveLength(1);
  if (helper!.exitCode === null && helper!.signalCode === null) await once(helper!, 'exit');
};

describe('a .p12 is read in a process of its own', () => {
  it('that ends with its answer', async () => {
    const read = await reader().read(p12Of(own), 'right');
    expect(read).toMatchObject({ ok: true, value: { facts: { subject: 'Client' } } });
    await ended();
  });

  it('that is not started for a file of more than 64 KiB', async () => {
    const read = await reader().read(new Uint8Array(CERTIFICATE_FILE_MAXIMUM_BYTES + 1), 'right');
    expect(read).toEqual(fail({ code: 'file-too-large', limit: CERTIFICATE_FILE_MAXIMUM_BYTES }));
    expect(helpers.started).toEqual([]);
    expect(await reader().read(new Uint8Array(CERTIFICATE_FILE_MAXIMUM_BYTES), '')).toEqual(
      fail({ code: 'p12-malformed' }),
    );
  });

  it('that is killed when it takes too long, while this one goes on with its own', async () => {
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    const read = await reader(1_000).read(p12WithIterations(own, 20_000_000), PASSPHRASE);
    clearInterval(ticking);
    expect(read).toEqual(fail({ code: 'p12-too-slow', seconds: 1 }));
    // Held up until the answer, there would be one.
    expect(ticks).toBeGreaterThan(10);
    await ended();
    expect(helpers.started[0]?.signalCode).toBe('SIGKILL');
    expect(heard).toEqual([]);
  });

  it('whose death is an answer too', async () => {
    const reading = reader().read(p12WithIterations(own, 20_000_000), PASSPHRASE);
    helpers.started[0]!.kill('SIGKILL');
    expect(await reading).toEqual(fail({ code: 'p12-malformed' }));
  });
});

describe('what is refused', () => {
  it('is what has expired, and what is not valid yet', async () => {
    const [from, until] = [daysFromNow(-2), daysFromNow(-1)];
    until.setMilliseconds(0);
    const past = await reader().read(p12Of(issue({ from, until })), 'right');
    expect(past).toEqual(fail({ code: 'p12-expired', validTo: until.toISOString() }));
    const begins = daysFromNow(1);
    begins.setMilliseconds(0);
    const future = await reader().read(p12Of(issue({ from: begins, until: daysFromNow(2) })), 'right');
    expect(future).toEqual(fail({ code: 'p12-not-yet-valid', validFrom: begins.toISOString() }));
  });

  const locked = { passphrase: PASSPHRASE };
  const past = issue({ from: daysFromNow(-2), until: daysFromNow(-1) });
  it.each([
    ['p12-passphrase-wrong', p12Of(own)],
    ['p12-malformed', p12Of(own, locked).subarray(0, 900)],
    ['p12-malformed', Buffer.from(PASSPHRASE)],
    ['p12-without-key', p12With({ certificates: [own.certificate], ...locked })],
    ['p12-without-key', p12With({ key: own.key, certificates: [issue().certificate], ...locked })],
    ['p12-several-keys', p12Joined([own, issue()], PASSPHRASE)],
    ['p12-expired', p12Of(past, locked)],
    ['p12-not-yet-valid', p12Of(issue({ from: daysFromNow(1), until: daysFromNow(2) }), locked)],
    ['p12-too-slow', p12WithIterations(own, 20_000_000)],
  ])('is told as %s without the passphrase, which no argument and no variable has', async (code, file) => {
    const reading = reader(code === 'p12-too-slow' ? 1_500 : 30_000).read(file, PASSPHRASE);
    expect(tracesInSurface([helpers.started[0]!.pid!], [PASSPHRASE])).toEqual([]);
    const read = await reading;
    expect(read.ok ? 'read' : read.failure.code).toBe(code);
    expect(heard).toHaveLength(code === 'p12-too-slow' ? 0 : 1);
    expect(tracesIn(Buffer.from(JSON.stringify([heard, read])), [PASSPHRASE])).toEqual([]);
  });

  it('would be found to tell it, as what it hears is (control)', async () => {
    expect(tracesIn(Buffer.from(JSON.stringify([{ problem: `not ${PASSPHRASE}` }])), [PASSPHRASE])).not.toEqual([]);
    for (const [args, env] of [[[PASSPHRASE], {}] as const, [[], { GIVEN: PASSPHRASE }] as const]) {
      const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', ...args], { env });
      await once(child, 'spawn');
      expect(tracesInSurface([child.pid!], [PASSPHRASE])).toHaveLength(1);
      child.kill();
    }
  });
});
