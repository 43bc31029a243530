import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import { done, ok } from '../../src/core/domain/result.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import { createKeychainVault } from '../../src/main/vault/keychain-vault.ts';
import { newId, vaultSuite } from '../port-suites/vault.suite.ts';
import { survivesLocking } from '../support/keychain-scenarios.ts';
import { SERVICE } from '../support/open-vault.ts';
import { openKeyring, PrivateKeyring } from '../support/private-keyring.ts';
import { keepOne, refusal, vaultBench } from '../support/vault-on-keyring.ts';

const bench = vaultBench();
let keyring: PrivateKeyring;

describe('with an open keyring', () => {
  beforeAll(async () => {
    keyring = await openKeyring();
    bench.use(keyring.env);
  });
  afterAll(() => keyring.end());

  vaultSuite('real keychain', {
    keepsIn: 'keychain',
    open: () => Promise.resolve({ vault: bench.open().vault }),
    runs: 200,
  });

  it('starts no helper before it is asked', async () => {
    const before = bench.helpers.started.length;
    const { health } = bench.open();
    expect(health.state()).toBe('unknown');
    expect(bench.helpers.started).toHaveLength(before);
    expect(await health.check()).toBe('ready');
    expect(bench.helpers.started).toHaveLength(before + 1);
  });

  it('writes a canary once for a profile and tells its state once', async () => {
    const first = bench.open();
    await first.health.check();
    await first.health.check();
    expect(first.canariesWritten()).toBe(1);
    expect(first.states).toEqual(['ready']);
    const second = bench.open({ canaryKnown: true });
    await second.health.check();
    expect(second.canariesWritten()).toBe(0);
  });

  it('keeps the values of two profiles apart', async () => {
    const { vault } = bench.open();
    const id = await keepOne(vault);
    const { spawn } = bench.helpers;
    const parts = { spawn, canaryKnown: false, onCanaryWritten: () => undefined, onState: () => undefined };
    const other = createKeychainVault({ ...parts, service: `${SERVICE} 2` });
    expect(await other.vault.read(id)).toEqual(ok(undefined));
    expect(await other.vault.forget(id)).toEqual(done);
    await other.close();
    expect(await vault.read(id)).toEqual(ok('Aa1='));
  });

  it('fails by name after it was closed', async () => {
    const open = bench.open();
    const { vault } = open;
    const id = await keepOne(vault);
    await open.close();
    expect(await vault.read(id)).toEqual(refusal('keychain-unavailable'));
    expect(bench.helpers.started.at(-1)?.killed).toBe(true);
  });
});

describe('with a keyring that is locked', () => {
  beforeEach(async () => {
    keyring = await openKeyring();
    bench.use(keyring.env);
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
      expect(await vault.read(id)).toEqual(refusal('keychain-locked'));
    },
    'does not take a value for forgotten': async (open: () => SecretVault) => {
      const { vault, id } = await locked(open);
      expect(await vault.forget(id)).toEqual(refusal('keychain-locked'));
      await keyring.unlock();
      expect(await vault.read(id)).toEqual(ok('Aa1='));
    },
    'says so when it cannot keep': async (open: () => SecretVault) => {
      const { vault } = await locked(open);
      expect(await vault.keep(newId(), 'x')).toEqual(refusal('keychain-locked'));
    },
  };

  for (const [name, claim] of Object.entries(claims)) {
    it(name, () => claim(() => bench.open().vault));
    it(`control: without a canary, "${name}" does not hold`, async () => {
      await expect(claim(() => bench.openNaive())).rejects.toThrow(/expected/);
    });
  }

  it('is found locked at start by a profile that has kept something before, and ready once unlocked', async () => {
    await locked(() => bench.open().vault);
    const { health, states } = bench.open({ canaryKnown: true });
    expect(await health.check()).toBe('locked');
    expect(await health.check()).toBe('locked');
    await keyring.unlock();
    expect(await health.check()).toBe('ready');
    expect(states).toEqual(['locked', 'ready']);
  });

  it('claims nothing false when it is locked, and unlocked again, in the middle of operations', async () => {
    let refused = 0;
    for (const at of [1, 3, 6, 9]) {
      for (const unlockedAfter of [1, 4, 1000]) refused += await survivesLocking(bench, keyring, { at, unlockedAfter });
    }
    expect(refused).toBeGreaterThan(0);
  });
});

describe('with a keychain that is not there', () => {
  beforeEach(() => {
    keyring = new PrivateKeyring();
  });
  afterEach(() => keyring.end());

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
      bench.use(await surroundings(keyring));
      const { vault, health, states } = bench.open({ timing: {} });
      expect(await health.check()).toBe('unavailable');
      expect(await vault.keep(newId(), 'x')).toEqual(refusal('keychain-unavailable'));
      expect(await vault.read(newId())).toEqual(refusal('keychain-unavailable'));
      expect(await vault.forget(newId())).toEqual(refusal('keychain-unavailable'));
      expect(states).toEqual(['unavailable']);
      // A helper that has never been of use is not replaced.
      expect(bench.helpers.started).toHaveLength(1);
    });
  }

  it('is uninitialised where there is a service, but no keyring yet', async () => {
    await keyring.startBus();
    await keyring.startDaemon({ unlocked: false });
    bench.use(keyring.env);
    const { vault, health, canariesWritten } = bench.open();
    expect(await health.check()).toBe('uninitialised');
    expect(await vault.keep(newId(), 'x')).toEqual(refusal('keychain-uninitialised'));
    expect(await vault.read(newId())).toEqual(refusal('keychain-uninitialised'));
    expect(canariesWritten()).toBe(0);
    await keyring.killDaemon();
    await keyring.startDaemon({ unlocked: true });
    expect(await health.check()).toBe('ready');
    await keepOne(vault);
  });

  it('is ready as soon as the service starts', async () => {
    await keyring.startBus();
    bench.use(keyring.env);
    const { vault, health } = bench.open();
    expect(await health.check()).toBe('unavailable');
    await keyring.startDaemon({ unlocked: true });
    expect(await health.check()).toBe('ready');
    await keepOne(vault);
  });
});
