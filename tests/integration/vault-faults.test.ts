import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secretId } from '../../src/core/domain/identifiers.ts';
import { done, ok } from '../../src/core/domain/result.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { newId } from '../port-suites/vault.suite.ts';
import { bundleEntry } from '../support/bundle-entry.ts';
import { outlivesRestarts, REQUESTS_OF_A_LIFE, wholeLife } from '../support/keychain-scenarios.ts';
import { SERVICE } from '../support/open-vault.ts';
import { openKeyring, type PrivateKeyring } from '../support/private-keyring.ts';
import { HELPER_ENTRY, keepOne, refusal, vaultBench } from '../support/vault-on-keyring.ts';

const bench = vaultBench();
let keyring: PrivateKeyring;

describe('with a keyring daemon that fails', () => {
  beforeEach(async () => {
    keyring = await openKeyring();
    bench.use(keyring.env);
  });
  afterEach(() => keyring.end());

  it('works again with the next request after the daemon was restarted', async () => {
    await outlivesRestarts(bench.open().vault, keyring, 4);
  });
  it('control: without a fresh helper it never does', async () => {
    await expect(outlivesRestarts(bench.openNaive(), keyring, 1)).rejects.toThrow(/expected/);
  });

  it('is unavailable while the daemon is gone', async () => {
    const { vault, states } = bench.open();
    const id = await keepOne(vault);
    await keyring.killDaemon();
    expect(await vault.read(id)).toEqual(refusal('keychain-unavailable'));
    await keyring.startDaemon({ unlocked: true });
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    expect(states).toEqual(['ready', 'unavailable', 'ready']);
  });

  it('answers that it is silent, to all at once, while files are still read', async () => {
    const timing = { respawnWindowMs: 0, probeAfterMs: 400, silentAfterMs: 1000 };
    const { vault, states } = bench.open({ timing });
    const id = await keepOne(vault);
    keyring.signalDaemon('SIGSTOP');
    const order: string[] = [];
    const asked = Array.from({ length: 20 }, async (_, number) => {
      const answer = number === 0 ? await vault.keep(id, 'too late') : await vault.read(newId());
      order.push('keychain');
      return answer;
    });
    await sleep(100);
    for (let file = 0; file < 20; file += 1) order.push(`${(await readFile(import.meta.filename)).length > 0}`);
    for (const answer of await Promise.all(asked)) expect(answer).toEqual(refusal('keychain-silent'));
    expect(order).toEqual([...Array<string>(20).fill('true'), ...Array<string>(20).fill('keychain')]);
    expect(states).toEqual(['ready', 'unavailable']);

    keyring.signalDaemon('SIGCONT');
    // What a killed helper had asked may still be carried out, so the value is the old or the new one, and never another.
    expect(['Aa1=', 'too late']).toContain(await vault.read(id).then((read) => read.ok && read.value));
    expect(await vault.forget(id)).toEqual(done);
    expect(await vault.read(id)).toEqual(ok(undefined));
  });

  it('ends a helper that hangs in a call with the process that started it', async () => {
    keyring.signalDaemon('SIGSTOP');
    const request = { id: 1, verb: 'get', service: SERVICE, account: 'x' };
    const script = `const c = require('node:child_process').fork(process.argv[1]);
      c.send(${JSON.stringify(request)}); c.once('message', () => console.log(c.pid)); setInterval(() => {}, 9e5);`;
    const parent = spawn(process.execPath, ['-e', script, bench.helperPath], { env: keyring.env });
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(printed.toString());
    // By then the request is with keytar, which would hold the process for 25 s.
    await sleep(500);
    expect(hasEnded(pid)).toBe(false);
    parent.kill('SIGKILL');
    await expect.poll(() => hasEnded(pid), { timeout: 5000 }).toBe(true);
  });

  it('control: a process that calls keytar itself cannot read files meanwhile', async () => {
    keyring.signalDaemon('SIGSTOP');
    const script = `const k = require(process.argv[1]); const { readFile } = require('node:fs/promises');
      for (let i = 0; i < 4; i += 1) k.getPassword('x', 'y').catch(() => {});
      setTimeout(() => { console.log('asked'); readFile(process.argv[1]).catch(() => {}).then(() => console.log('read')); }, 50);`;
    const child = spawn(process.execPath, ['-e', script, keytarPath()], { env: keyring.env });
    let printed = '';
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    await expect.poll(() => printed).toBe('asked\n');
    await sleep(1500);
    expect(printed).toBe('asked\n');
    child.kill('SIGKILL');
  });
});

/** Not there any more, or dead and only not yet collected by its parent. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
}

const keytarPath = () => new URL(import.meta.resolve('keytar')).pathname;

describe('with a helper that dies', () => {
  beforeAll(async () => {
    keyring = await openKeyring();
    bench.use(keyring.env);
  });
  afterAll(() => keyring.end());

  it('asks again whichever request it was killed in', async () => {
    await bench.open().health.check();
    let deaths = 0;
    for (let killedIn = 1; killedIn <= REQUESTS_OF_A_LIFE; killedIn += 1) {
      const spawn = bench.helpersAfter((request, pid) => {
        if (request !== killedIn) return;
        process.kill(pid, 'SIGKILL');
        deaths += 1;
      });
      await wholeLife(bench.open({ spawn }).vault);
    }
    expect(deaths).toBe(REQUESTS_OF_A_LIFE);
  });

  it('gives up a request that kills two helpers, and answers the next one', async () => {
    const crashing = await bundleEntry(HELPER_ENTRY, { alias: { keytar: supportPath('keytar-that-crashes.ts') } });
    bench.use(keyring.env, crashing.path);
    const { vault } = bench.open();
    const id = await keepOne(vault);
    await keyring.lock();
    expect(await vault.read(secretId('crash'))).toEqual(refusal('keychain-unavailable'));
    expect(bench.helpers.started.map((child) => child.signalCode)).toEqual(['SIGSEGV', 'SIGSEGV']);
    await keyring.unlock();
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    bench.use(keyring.env);
  });

  it('is started again three times a minute and no more', async () => {
    let killing = true;
    const spawn: SpawnHelper = (events) => {
      const helper = bench.helpers.spawn(events);
      if (killing) helper.kill();
      return helper;
    };
    const before = bench.helpers.started.length;
    const { vault, health } = bench.open({ spawn, timing: { respawnWindowMs: 1500 } });
    for (let time = 0; time < 5; time += 1) {
      expect(await vault.read(newId())).toEqual(refusal('keychain-unavailable'));
    }
    expect(bench.helpers.started.length - before).toBe(4);
    killing = false;
    expect(await health.check()).toBe('unavailable');
    await sleep(1600);
    expect(await health.check()).toBe('ready');
  });

  it('refuses messages that are no requests', async () => {
    const child = fork(bench.helperPath, [], { env: keyring.env });
    const answers: unknown[] = [];
    child.on('message', (message) => answers.push(message));
    const service = SERVICE;
    const nonsense = [
      null,
      'get',
      { id: 1 },
      { id: 2, verb: 'findCredentials', service, account: 'x' },
      { id: '3', verb: 'get', service, account: 'x' },
      { id: 4, verb: 'get', service: '', account: 'x' },
      { id: 5, verb: 'set', service, account: 'x' },
      { id: 6, verb: 'set', service, account: 'x', value: 7 },
    ];
    for (const message of nonsense) child.send(message as object);
    child.send({ id: 9, verb: 'get', service, account: 'x' });
    await expect
      .poll(() => answers)
      .toEqual([
        { id: 0, outcome: 'done' },
        { id: 9, outcome: 'absent' },
      ]);
    child.kill('SIGKILL');
  });
});

const supportPath = (file: string) => new URL(`../support/${file}`, import.meta.url).pathname;
