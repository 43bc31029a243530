import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { done, ok } from '../../src/core/domain/result.ts';
import { openSession } from '../../scripts/setup/session.mjs';
import { newId, storableValue, unstorableValue } from '../port-suites/vault.suite.ts';
import { outlivesRestarts, REQUESTS_OF_A_LIFE, survivesLocking, wholeLife } from '../support/keychain-scenarios.ts';
import { openKeyring, PrivateKeyring } from '../support/private-keyring.ts';
import { keepOne, refusal, vaultBench } from '../support/vault-on-keyring.ts';

const bench = vaultBench();
let keyring: PrivateKeyring;

describe('the keychain vault on a real keyring, at length', () => {
  beforeEach(async () => {
    keyring = await openKeyring();
    bench.use(keyring.env);
  });
  afterEach(() => keyring.end());

  it('claims nothing false wherever the keyring is locked and unlocked again', async () => {
    let [cases, refused] = [0, 0];
    for (let at = 1; at <= 20; at += 1) {
      for (const unlockedAfter of [1, 2, 3, 5, 8, 1000]) {
        cases += 1;
        refused += await survivesLocking(bench, keyring, { at, unlockedAfter });
      }
    }
    console.info(`locked at ${cases} points: ${refused} of ${cases * 5} operations refused, none false`);
    expect(refused).toBeGreaterThan(cases / 2);
  });

  it('answers every request rightly through 100 deaths of its helper', async () => {
    await bench.open().health.check();
    let deaths = 0;
    while (deaths < 100) {
      const killedIn = 1 + (deaths % REQUESTS_OF_A_LIFE);
      // Beyond the first round the helper dies a little later, with the request on its way or under way.
      const delayMs = Math.floor(deaths / REQUESTS_OF_A_LIFE);
      const spawn = bench.helpersAfter((request, pid) => {
        if (request === killedIn) setTimeout(() => process.kill(pid, 'SIGKILL'), delayMs);
      });
      await wholeLife(bench.open({ spawn }).vault);
      deaths += 1;
    }
  });

  it('works again with the next request after each of 20 restarts of the daemon', async () => {
    await outlivesRestarts(bench.open().vault, keyring, 20);
  });

  it('leaves main free while the daemon is stopped for 40 s', async () => {
    const { vault } = bench.open();
    const id = await keepOne(vault);
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    keyring.signalDaemon('SIGSTOP');
    const stoppedAt = performance.now();
    let reads = 0;
    while (performance.now() - stoppedAt < 40_000) {
      const asked = Array.from({ length: 20 }, (_, n) => (n === 0 ? vault.keep(id, 'too late') : vault.read(newId())));
      const answers = Promise.all(asked);
      while ((await Promise.race([answers, sleep(50)])) === undefined) {
        await readFile(import.meta.filename);
        reads += 1;
      }
      for (const answer of await answers) expect(answer).toEqual(refusal('keychain-silent'));
    }
    lag.disable();
    const p99Ms = lag.percentile(99) / 1e6;
    console.info(`stopped for 40 s: ${reads} files read meanwhile, lag of the event loop p99 ${p99Ms.toFixed(1)} ms`);
    expect(reads).toBeGreaterThan(200);
    expect(p99Ms).toBeLessThanOrEqual(50);
    keyring.signalDaemon('SIGCONT');
    expect([ok('Aa1='), ok('too late')]).toContainEqual(await vault.read(id));
    expect(await vault.forget(id)).toEqual(done);
    // Nothing that was asked in the meantime may still come.
    await sleep(3000);
    expect(await vault.read(id)).toEqual(ok(undefined));
  });

  it('gives 10,000 storable values back as they were and lets no other through', async () => {
    const { vault } = bench.open();
    const id = newId();
    await fc.assert(
      fc.asyncProperty(storableValue, async (value) => {
        expect(await vault.keep(id, value)).toEqual(done);
        expect(await vault.read(id)).toEqual(ok(value));
      }),
      { numRuns: 10_000 },
    );
    await fc.assert(
      fc.asyncProperty(unstorableValue, async (value) => {
        expect(await vault.keep(id, value)).toMatchObject({ ok: false, failure: { code: 'input-malformed' } });
      }),
      { numRuns: 10_000 },
    );
  });
});

describe.runIf(existsSync('/usr/libexec/gcr-prompter'))('a locked keyring that can prompt', () => {
  let display: Awaited<ReturnType<typeof openSession>>;
  beforeAll(async () => {
    display = await openSession({ display: true, keyring: false });
  });
  afterAll(() => display.close());

  it('is locked and waited for while the prompt is there, then given up; the prompt does not outlive the helper', async () => {
    const { DISPLAY, XAUTHORITY } = display.env;
    keyring = new PrivateKeyring({ DISPLAY, XAUTHORITY });
    await keyring.startBus({ services: true });
    await keyring.startDaemon({ unlocked: true });
    bench.use(keyring.env);
    const { vault, health, states } = bench.open({ timing: { promptMs: 20_000, respawnWindowMs: 0 } });
    const id = await keepOne(vault);
    await keyring.lock();
    const read = vault.read(id);
    await expect.poll(() => health.state(), { timeout: 15_000 }).toBe('locked');
    expect(await Promise.race([read, sleep(8000)])).toBeUndefined();
    expect(await read).toEqual(refusal('keychain-locked'));
    await keyring.unlock();
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    expect(states).toEqual(['ready', 'locked', 'ready']);
    await keyring.end();
  });
});
