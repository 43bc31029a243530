import { expect } from 'vitest';
import { done, ok } from '../../src/core/domain/result.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import { newId } from '../port-suites/vault.suite.ts';
import type { PrivateKeyring } from './private-keyring.ts';
import { keepOne, refusal, type VaultBench } from './vault-on-keyring.ts';

/** The daemon is killed and started again, and the next request of the same vault succeeds. */
export async function outlivesRestarts(vault: SecretVault, keyring: PrivateKeyring, times: number): Promise<void> {
  const id = await keepOne(vault);
  for (let time = 0; time < times; time += 1) {
    await keyring.killDaemon();
    await keyring.startDaemon({ unlocked: true });
    expect(await vault.read(id)).toEqual(ok('Aa1='));
    expect(await vault.keep(newId(), 'x')).toEqual(done);
  }
}

/** A value comes, is read, changes and goes, and each answer is right. */
export async function wholeLife(vault: SecretVault): Promise<void> {
  const id = newId();
  expect(await vault.keep(id, 'one')).toEqual(done);
  expect(await vault.read(id)).toEqual(ok('one'));
  expect(await vault.forget(id)).toEqual(done);
  expect(await vault.read(id)).toEqual(ok(undefined));
}

/** Requests of a whole life, once there is a canary: canary; set, get; get; delete, get; twice get and canary. */
export const REQUESTS_OF_A_LIFE = 10;

interface Locking {
  /** Before which request it is locked. */
  readonly at: number;
  /** After how many more requests it is unlocked again. */
  readonly unlockedAfter: number;
}

/**
 * The keyring is locked before one request and unlocked before a later one, during five operations side by side. Each may
 * refuse, but what it claims must be true, and nothing that was kept before may be gone.
 */
export async function survivesLocking(bench: VaultBench, keyring: PrivateKeyring, when: Locking): Promise<number> {
  const calm = bench.open();
  const [kept, unwanted] = [await keepOne(calm.vault), await keepOne(calm.vault, 'unwanted')];
  const spawn = bench.helpersAfter(async (request) => {
    if (request === when.at) await keyring.lock();
    if (request === when.at + when.unlockedAfter) await keyring.unlock();
  });
  const { vault } = bench.open({ spawn, canaryKnown: true });
  const fresh = newId();
  const [read, missing, kept2, overwritten, forgotten] = await Promise.all([
    vault.read(kept),
    vault.read(newId()),
    vault.keep(fresh, 'fresh'),
    vault.keep(kept, 'Aa1='),
    vault.forget(unwanted),
  ]);
  await keyring.unlock();
  expect([ok('Aa1='), refusal('keychain-locked')]).toContainEqual(read);
  expect([ok(undefined), refusal('keychain-locked')]).toContainEqual(missing);
  expect([done, refusal('keychain-locked')]).toContainEqual(overwritten);
  if (kept2.ok) expect(await calm.vault.read(fresh)).toEqual(ok('fresh'));
  expect(await calm.vault.read(kept)).toEqual(ok('Aa1='));
  expect([ok('unwanted'), ok(undefined)]).toContainEqual(await calm.vault.read(unwanted));
  if (forgotten.ok) expect(await calm.vault.read(unwanted)).toEqual(ok(undefined));
  return [read, missing, kept2, overwritten, forgotten].filter((answer) => !answer.ok).length;
}
