import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../tests/port-suites/vault.suite.ts';
import { FakeKeychain } from '../../../tests/support/fake-keychain.ts';
import { refusal } from '../../../tests/support/outcome.ts';
import { SERVICE } from '../../../tests/support/open-vault.ts';
import { done, ok } from '../../core/domain/result.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import { createChosenVault, type ChosenVault } from './chosen-vault.ts';
import { createKeychainVault } from './keychain-vault.ts';

describe('createChosenVault', () => {
  let keychain: FakeKeychain;
  let chosen: ChosenVault;
  let states: VaultState[];
  const holds = (id: string) => keychain.values.get(`${SERVICE}/${id}`);

  beforeEach(() => {
    keychain = new FakeKeychain();
    states = [];
    chosen = createChosenVault({
      onState: (state) => states.push(state),
      keychain: (onState) =>
        createKeychainVault({
          ...{ service: SERVICE, spawn: keychain.spawn, canaryKnown: true, onState },
          onCanaryWritten: () => undefined,
        }),
    });
    keychain.locked = true;
  });

  async function unlocked(): Promise<void> {
    keychain.locked = false;
    await chosen.health.check();
    await chosen.health.check();
  }

  it('says nothing of the keychain once it is closed: what fails then fails for that', async () => {
    await unlocked();
    const told = [...states];
    const asked = chosen.vault.read(newId());
    await chosen.close();
    expect(refusal(await asked)).toMatchObject({ code: 'keychain-unavailable' });
    expect(states).toEqual(told);
  });

  it('keeps in the keychain until a person chooses otherwise, also when that is locked', async () => {
    expect(await chosen.health.check()).toBe('locked');
    expect(chosen.vault.keepsIn()).toBe('keychain');
    expect(await chosen.vault.keep(newId(), 'x')).toMatchObject({ failure: { code: 'keychain-locked' } });
    expect(states).toEqual(['locked']);
  });

  it('keeps in memory once chosen, and nothing reaches the keychain', async () => {
    chosen.health.useSession();
    const id = newId();
    expect(chosen.vault.keepsIn()).toBe('session');
    expect(await chosen.vault.keep(id, 'x')).toEqual(done);
    expect(await chosen.vault.read(id)).toEqual(ok('x'));
    expect(chosen.sessionHolds(id)).toBe(true);
    expect(keychain.calls).toEqual([]);
    expect(chosen.health.state()).toBe('session');
    expect(states).toEqual(['session']);
  });

  it('stays with memory while the keychain is not ready', async () => {
    chosen.health.useSession();
    expect(await chosen.health.check()).toBe('session');
    expect(chosen.vault.keepsIn()).toBe('session');
    expect(states).toEqual(['session']);
  });

  it('goes back to the keychain when that is ready, and still reads what memory holds', async () => {
    await chosen.health.check();
    chosen.health.useSession();
    const inMemory = newId();
    await chosen.vault.keep(inMemory, 'memory');
    await unlocked();
    const inKeychain = newId();
    await chosen.vault.keep(inKeychain, 'keychain');
    expect(chosen.vault.keepsIn()).toBe('keychain');
    expect(await chosen.vault.read(inMemory)).toEqual(ok('memory'));
    expect([holds(inMemory), holds(inKeychain)]).toEqual([undefined, 'keychain']);
    expect(states).toEqual(['locked', 'session', 'ready']);
    expect(await chosen.vault.forget(inMemory)).toEqual(done);
    expect(chosen.sessionHolds(inMemory)).toBe(false);
  });

  it('does not leave memory because an operation found the keychain ready', async () => {
    await unlocked();
    const id = newId();
    await chosen.vault.keep(id, 'keychain');
    chosen.health.useSession();
    expect(await chosen.vault.read(id)).toEqual(ok('keychain'));
    expect(chosen.health.state()).toBe('session');
  });

  it('says that the keychain is locked for a value kept there, instead of that it is missing', async () => {
    chosen.health.useSession();
    expect(await chosen.vault.read(newId())).toMatchObject({ failure: { code: 'keychain-locked' } });
  });

  it('puts a value back where it was', async () => {
    await unlocked();
    const [fromKeychain, fromMemory] = [newId(), newId()];
    await chosen.vault.keep(fromKeychain, 'keychain');
    chosen.health.useSession();
    await chosen.vault.keep(fromMemory, 'memory');
    await chosen.vault.forget(fromKeychain);
    await chosen.vault.keep(fromKeychain, 'keychain');
    expect(holds(fromKeychain)).toBe('keychain');
    await chosen.health.check();
    await chosen.vault.forget(fromMemory);
    await chosen.vault.keep(fromMemory, 'memory');
    expect([holds(fromMemory), chosen.sessionHolds(fromMemory)]).toEqual([undefined, true]);
  });

  it('takes the choice for a key that the keychain refused', async () => {
    const id = newId();
    await chosen.vault.keep(id, 'x');
    chosen.health.useSession();
    expect(await chosen.vault.keep(id, 'x')).toEqual(done);
    expect(chosen.sessionHolds(id)).toBe(true);
  });
});
