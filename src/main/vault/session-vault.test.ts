import { describe, expect, it } from 'vitest';
import { newId, vaultSuite } from '../../../tests/port-suites/vault.suite.ts';
import { createSessionVault } from './session-vault.ts';

vaultSuite('memory of the session', {
  keepsIn: 'session',
  open: () => Promise.resolve({ vault: createSessionVault() }),
  runs: 1000,
});

describe('createSessionVault', () => {
  it('knows what it holds', async () => {
    const vault = createSessionVault();
    const id = newId();
    expect(vault.holds(id)).toBe(false);
    await vault.keep(id, 'x');
    expect(vault.holds(id)).toBe(true);
    await vault.forget(id);
    expect(vault.holds(id)).toBe(false);
  });
});
