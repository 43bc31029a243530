import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import { done, ok } from '../../src/core/domain/result.ts';
import type { VaultState } from '../../src/core/domain/vault-state.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import type { SpawnHelper } from '../../src/main/vault/helper-process.ts';
import { createKeychainVault, type OpenVault } from '../../src/main/vault/keychain-vault.ts';
import type { KeychainTiming } from '../../src/main/vault/silence-watch.ts';
import { newId, vaultSuite } from '../port-suites/vault.suite.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { forkedHelpers, type ForkedHelpers } from '../support/forked-helper.ts';
import { createNaiveVault } from '../support/naive-vault.ts';
import { openKeyring, PrivateKeyring } from '../support/private-keyring.ts';

const SERVICE = 'Trust Desk vault-test';
const HELPER = 'src/main/vault/keychain-helper.ts';
const failure = (code: string) => ({ ok: false, failure: { code, changed: 'nothing' } });

let helper: BundledEntry;
let keyring: PrivateKeyring;
let helpers: ForkedHelpers;
const opened: (() => void)[] = [];

beforeAll(async () => {
  helper = await bundleEntry(HELPER);
});
afterAll(() => helper.remove());
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

interface Opened extends OpenVault {
  readonly states: VaultState[];
  readonly canariesWritten: () => number;
}

interface Openness {
  readonly spawn?: SpawnHelper;
  readonly canaryKnown?: boolean;
  readonly timing?: Partial<KeychainTiming>;
}

/** A vault on the test's own keyring. Respawns are not counted against it unless the test says so. */
function openVault({
  spawn = helpers.spawn,
  canaryKnown = false,
  timing = { respawnWindowMs: 0 },
}: Openness = {}): Opened {
  const states: VaultState[] = [];
  let written = 0;
  const vault = createKeychainVault({
    service: SERVICE,
    spawn,
    canaryKnown,
    onCanaryWritten: () => void (written += 1),
    onState: (state) => states.push(state),
    timing,
  });
  opened.push(() => void vault.close());
  return { ...vault, states, canariesWritten: () => written };
}

function openNaive(spawn = helpers.spawn): SecretVault {
  const naive = createNaiveVault(SERVICE, spawn);
  opened.push(naive.close);
  return naive.vault;
}

async function keepOne(vault: SecretVault): Promise<SecretId> {
  const id = newId();
  expect(await vault.keep(id, 'Aa1=')).toEqual(done);
  return id;
}

describe('with an open keyring', () => {
  beforeAll(async () => {
    keyring = await openKeyring();
    helpers = forkedHelpers(helper.path, keyring.env);
  });
  afterAll(() => keyring.end());

  vaultSuite('real keychain', {
    keepsIn: 'keychain',
    open: () => Promise.resolve({ vault: openVault().vault }),
    runs: 200,
  });

  it('starts no helper before it is asked', async () => {
    const before = helpers.started.length;
    const { health } = openVault();
    expect(health.state()).toBe('unknown');
    expect(helpers.started).toHaveLength(before);
    expect(await health.check()).toBe('ready');
    expect(helpers.started).toHaveLength(before + 1);
  });

  it('writes a canary once for a profile and tells its state once', async () => {
    const first = openVault();
    await first.health.check();
    await first.health.check();
    expect(first.canariesWritten()).toBe(1);
    expect(first.states).toEqual(['ready']);
    const second = openVault({ canaryKnown: true });
    await second.health.check();
    expect(second.canariesWritten()).toBe(0);
  });

  it('keeps the values of two profiles apart', async () => {
    const { vault } = openVault();
    const id = await keepOne(vault);
    const { spawn } = helpers;
    const parts = { spawn, canaryKnown: false, onCanaryWritten: () => undefined, onState: () => undefined };
    const other = createKeychainVault({ ...parts, service: `${SERVICE} 2` });
    expect(await other.vault.read(id)).toEqual(ok(undefined));
    expect(await other.vault.forget(id)).toEqual(done);
    await other.close();
    expect(await vault.read(id)).toEqual(ok('Aa1='));
  });

  it('fails by name after it was closed', async () => {
    const open = openVault();
    const { vault } = open;
    const id = await keepOne(vault);
    await open.close();
    expect(await vault.read(id)).toEqual(failure('keychain-unavailable'));
    expect(helpers.started.at(-1)?.killed).toBe(true);
  });

  it('ends its helper with the process that started it', async () => {
    const script = `const c = require('node:child_process').fork(process.argv[1]); c.once('message', () => console.log(c.pid)); setInterval(() => {}, 9e5)`;
    const parent = spawn(process.execPath, ['-e', script, helper.path], { env: keyring.env });
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(printed.toString());
    expect(() => process.kill(pid, 0)).not.toThrow();
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('with a keyring that is locked', () => {
  beforeEach(async () => {
    keyring = await openKeyring();
    helpers = forkedHelpers(helper.path, keyring.env);
  });
  afterEach(() => keyring.end());

  async function locked(open: () => SecretVault): Promise<{ vault: SecretVault; id: SecretId }> {
    const vault = open();
    const id = await keepOne(vault);
    await keyring.lock();
    return { vault, id };
  }

  const claims = {
    'does not take a value for missing': async (open: () => SecretVault) => {
      const { vault, id } = await locked(open);
      expect(await vault.read(id)).toEqual(failure('keychain-locked'));
    },
    'does not take a value for forgotten': async (open: () => SecretVault) => {
      const { vault, id } = await locked(open);
      expect(await vault.forget(id)).toEqual(failure('keychain-locked'));
      await keyring.unlock();
      expect(await vault.read(id)).toEqual(ok('Aa1='));
    },
    'says so when it cannot keep': async (open: () => SecretVault) => {
      const { vault } = await locked(open);
      expect(await vault.keep(newId(), 'x')).toEqual(failure('keychain-locked'));
    },
  };

  for (const [name, claim] of Object.entries(claims)) {
    it(name, () => claim(() => openVault().vault));
    it(`control: without a canary, "${name}" does not hold`, async () => {
      await expect(claim(openNaive)).rejects.toThrow(/expected/);
    });
  }

  it('is found locked at start by a profile that has kept something before, and ready once unlocked', async () => {
    await locked(() => openVault().vault);
    const { health, states } = openVault({ canaryKnown: true });
    expect(await health.check()).toBe('locked');
    expect(await health.check()).toBe('locked');
    await keyring.unlock();
    expect(await health.check()).toBe('ready');
    expect(states).toEqual(['locked', 'ready']);
  });

  it('keeps what was kept, whenever it is locked in the middle of an operation', async () => {
    const first = openVault();
    const kept = await keepOne(first.vault);
    for (let step = 1; step <= 4; step += 1) {
      const interrupted = helpersThat(step, () => keyring.lock());
      const { vault } = openVault({ spawn: interrupted, canaryKnown: true });
      const read = await vault.read(kept);
      if (read.ok) expect(read.value).toBe('Aa1=');
      const forgotten = await vault.forget(newId());
      const id = newId();
      const put = await vault.keep(id, 'new');
      await keyring.unlock();
      expect([read, forgotten, put].filter((answer) => !answer.ok)).not.toHaveLength(0);
      expect(await first.vault.read(kept)).toEqual(ok('Aa1='));
      if (put.ok) expect(await first.vault.read(id)).toEqual(ok('new'));
    }
  });
});

/** Helpers to whose n-th message (from 1, over all of them) something happens first. */
function helpersThat(n: number, happens: (pid: number | undefined) => unknown): SpawnHelper {
  let count = 0;
  return (events) => {
    const process = helpers.spawn(events);
    const child = helpers.started.at(-1);
    return {
      ...process,
      post: (message) => {
        const before = (count += 1) === n ? Promise.resolve(happens(child?.pid)) : undefined;
        if (before) void before.then(() => process.post(message));
        else process.post(message);
      },
    };
  };
}

describe('with a keychain that is not there', () => {
  const situations: Record<string, (keyring: PrivateKeyring) => Promise<NodeJS.ProcessEnv>> = {
    'no bus and no display': (k) => Promise.resolve({ PATH: k.env['PATH'], HOME: k.env['HOME'] }),
    'an address where no bus is': (k) =>
      Promise.resolve({ ...k.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }),
    'a display but no launcher': (k) => Promise.resolve({ PATH: '/nonexistent', HOME: k.env['HOME'], DISPLAY: ':99' }),
    'a bus without a secret service': async (k) => {
      await k.startBus();
      return k.env;
    },
  };

  for (const [name, surroundings] of Object.entries(situations)) {
    it(`is unavailable: ${name}`, async () => {
      keyring = new PrivateKeyring();
      helpers = forkedHelpers(helper.path, await surroundings(keyring));
      const { vault, health, states } = openVault({ timing: {} });
      expect(await health.check()).toBe('unavailable');
      expect(await vault.keep(newId(), 'x')).toEqual(failure('keychain-unavailable'));
      expect(await vault.read(newId())).toEqual(failure('keychain-unavailable'));
      expect(await vault.forget(newId())).toEqual(failure('keychain-unavailable'));
      expect(states).toEqual(['unavailable']);
      // A helper that has never been of use is not replaced.
      expect(helpers.started).toHaveLength(1);
      await keyring.end();
    });
  }

  it('is uninitialised where there is a service, but no keyring yet', async () => {
    keyring = new PrivateKeyring();
    await keyring.startBus();
    await keyring.startDaemon({ unlocked: false });
    helpers = forkedHelpers(helper.path, keyring.env);
    const { vault, health, canariesWritten } = openVault();
    expect(await health.check()).toBe('uninitialised');
    expect(await vault.keep(newId(), 'x')).toEqual(failure('keychain-uninitialised'));
    expect(await vault.read(newId())).toEqual(failure('keychain-uninitialised'));
    expect(canariesWritten()).toBe(0);
    await keyring.killDaemon();
    await keyring.startDaemon({ unlocked: true });
    expect(await health.check()).toBe('ready');
    await keepOne(vault);
    await keyring.end();
  });

  it('is ready as soon as the service starts', async () => {
    keyring = new PrivateKeyring();
    await keyring.startBus();
    helpers = forkedHelpers(helper.path, keyring.env);
    const { vault, health } = openVault();
    expect(await health.check()).toBe('unavailable');
    await keyring.startDaemon({ unlocked: true });
    expect(await health.check()).toBe('ready');
    await keepOne(vault);
    await keyring.end();
  });
});

describe('with a keyring daemon that fails', () => {
  beforeEach(async () => {
    keyring = await openKeyring();
    helpers = forkedHelpers(helper.path, keyring.env);
  });
  afterEach(() => keyring.end());

  async function outlivesRestarts(vault: SecretVault, times: number): Promise<void> {
    const id = await keepOne(vault);
    for (let time = 0; time < times; time += 1) {
      await keyring.killDaemon();
      await keyring.startDaemon({ unlocked: true });
      expect(await vault.read(id)).toEqual(ok('Aa1='));
      expect(await vault.keep(newId(), 'x')).toEqual(done);
    }
  }

  it('works again with the next request after the daemon was restarted', async () => {
    await outlivesRestarts(openVault().vault, 4);
  });
  it('control: without a fresh helper it never does', async () => {
    await expect(outlivesRestarts(openNaive(), 1)).rejects.toThrow(/expected/);
  });

  it('is unavailable while the daemon is gone', async () => {
    const { vault, states } = openVault();
    const id = await keepOne(vault);
    await keyring.killDaemon();
    expect(await vault.read(id)).toEqual(failure('keychain-unavailable'));
    await keyring.startDaemon({ unlocked: true });
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    expect(states).toEqual(['ready', 'unavailable', 'ready']);
  });

  it('answers that it is silent, to all at once, while files are still read', async () => {
    const timing = { respawnWindowMs: 0, probeAfterMs: 400, silentAfterMs: 1000 };
    const { vault, states } = openVault({ timing });
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
    for (const answer of await Promise.all(asked)) expect(answer).toEqual(failure('keychain-silent'));
    expect(order).toEqual([...Array<string>(20).fill('true'), ...Array<string>(20).fill('keychain')]);
    expect(states).toEqual(['ready', 'unavailable']);

    keyring.signalDaemon('SIGCONT');
    // What a killed helper had asked may still be carried out, so the value is the old or the new one, and never another.
    expect(['Aa1=', 'too late']).toContain(await vault.read(id).then((read) => read.ok && read.value));
    expect(await vault.forget(id)).toEqual(done);
    expect(await vault.read(id)).toEqual(ok(undefined));
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

const keytarPath = () => new URL(import.meta.resolve('keytar')).pathname;

describe('with a helper that dies', () => {
  beforeAll(async () => {
    keyring = await openKeyring();
    helpers = forkedHelpers(helper.path, keyring.env);
  });
  afterAll(() => keyring.end());

  const wholeLife = async (vault: SecretVault) => {
    const id = newId();
    expect(await vault.keep(id, 'one')).toEqual(done);
    expect(await vault.read(id)).toEqual(ok('one'));
    expect(await vault.forget(id)).toEqual(done);
    expect(await vault.read(id)).toEqual(ok(undefined));
  };
  /** Canary; set, get; get; delete, get; twice get and canary. */
  const REQUESTS = 10;

  it('asks again whichever request it was killed in', async () => {
    await openVault().health.check();
    let deaths = 0;
    for (let request = 1; request <= REQUESTS; request += 1) {
      const { vault } = openVault({
        spawn: helpersThat(request, (pid) => {
          if (pid) process.kill(pid, 'SIGKILL');
          deaths += 1;
        }),
      });
      await wholeLife(vault);
    }
    expect(deaths).toBe(REQUESTS);
  });

  it('gives up a request that kills two helpers, and answers the next one', async () => {
    const crashing = await bundleEntry(HELPER, { alias: { keytar: supportPath('keytar-that-crashes.ts') } });
    helpers = forkedHelpers(crashing.path, keyring.env);
    const { vault } = openVault();
    const id = await keepOne(vault);
    await keyring.lock();
    expect(await vault.read('crash' as SecretId)).toEqual(failure('keychain-unavailable'));
    expect(helpers.started.map((child) => child.signalCode)).toEqual(['SIGSEGV', 'SIGSEGV']);
    await keyring.unlock();
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    crashing.remove();
    helpers = forkedHelpers(helper.path, keyring.env);
  });

  it('is started again three times a minute and no more', async () => {
    let killing = true;
    const spawn: SpawnHelper = (events) => {
      const process = helpers.spawn(events);
      if (killing) process.kill();
      return process;
    };
    const before = helpers.started.length;
    const { vault, health } = openVault({ spawn, timing: { respawnWindowMs: 1500 } });
    for (let time = 0; time < 5; time += 1) {
      expect(await vault.read(newId())).toEqual(failure('keychain-unavailable'));
    }
    expect(helpers.started.length - before).toBe(4);
    killing = false;
    expect(await health.check()).toBe('unavailable');
    await sleep(1600);
    expect(await health.check()).toBe('ready');
  });

  it('refuses messages that are no requests', async () => {
    const child = fork(helper.path, [], { env: keyring.env });
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
