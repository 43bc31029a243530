import { secretId } from '../domain/identifiers.ts';
import { done, type Result } from '../domain/result.ts';
import type { SecretVault } from './ports.ts';

/**
 * Whether a value could be kept now, asked before a tenant is made to tell one that would be lost. `account`: one that nobody has.
 * Failures: keychain-*.
 */
export async function checkVaultOpen(vault: SecretVault, account: string): Promise<Result<void>> {
  // Memory is always open, and the keychain may be closed beside it.
  if (vault.keepsIn() === 'session') return done;
  const read = await vault.read(secretId(account));
  return read.ok ? done : read;
}
