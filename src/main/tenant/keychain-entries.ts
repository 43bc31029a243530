import { secretId, type SecretId } from '../../core/domain/identifiers.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';

/** Two entries beside those of secrets, whose names are UUIDs: neither can be taken for the other. */
export const SIGNING_FILE_KEY: SecretId = secretId('local-tenant-signing-keys');
export const TLS_KEY: SecretId = secretId('local-tenant-tls-key');

interface Wanted {
  readonly make: () => string;
  /** What somebody else put there is replaced. */
  readonly isOurs: (value: string) => boolean;
}

/** What the keychain holds, or what `make` gives, kept and read back. Failures: keychain-*. */
export async function readOrMake(vault: SecretVault, id: SecretId, { make, isOurs }: Wanted): Promise<Result<string>> {
  const read = await vault.read(id);
  if (!read.ok) return read;
  if (read.value !== undefined && isOurs(read.value)) return ok(read.value);
  const value = make();
  const kept = await vault.keep(id, value);
  return kept.ok ? ok(value) : kept;
}
