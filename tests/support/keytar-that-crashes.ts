import { createRequire } from 'node:module';
import type { Keytar } from '../../src/main/vault/serve-keychain.ts';

type RealKeytar = Keytar & { findCredentials(service: string): Promise<unknown> };

// By another name than the one that is replaced by this file.
const real = createRequire(import.meta.url)(['key', 'tar'].join('')) as RealKeytar;

/** keytar with its known defect within reach: reading the account `crash` on a locked keyring ends the process with SIGSEGV. */
const crashing: Keytar = {
  getPassword: async (service, account) => {
    if (account === 'crash') await real.findCredentials(service);
    return real.getPassword(service, account);
  },
  setPassword: (service, account, password) => real.setPassword(service, account, password),
  deletePassword: (service, account) => real.deletePassword(service, account),
};

export default crashing;
