import { vaultSuite } from '../port-suites/vault.suite.ts';
import { createInMemoryVault } from '../support/in-memory-vault.ts';

vaultSuite('in-memory twin', {
  keepsIn: 'keychain',
  open: () => Promise.resolve({ vault: createInMemoryVault().vault }),
  runs: 1000,
});
