import { join } from 'node:path';
import * as v from 'valibot';
import type { SecretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import { checkVaultOpen } from '../../core/use-cases/vault-open.ts';
import { decrypt, encrypt, encryptedShape, isKey, newKey, type Encrypted } from '../records/encryption.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';

/** With what Trust Desk signs in: a client secret or a password, or a certificate with its key (PEM both). */
export type SignInCredential =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'certificate'; readonly certificate: string; readonly privateKey: string };

const certificateShape = v.object({ certificate: v.string(), privateKey: v.string() });

const parseEncrypted: ParseBody<Encrypted> = (found) => {
  const parsed = v.safeParse(encryptedShape, found);
  return parsed.success ? parsed.output : undefined;
};

const PREFIX = 'text:';

/**
 * Credentials of tenants by their names. A text is in the keychain; a certificate, which is too long for one, is an encrypted file
 * whose key is there. The key comes first and goes first: a file without its key says nothing to anybody.
 */
export class Credentials {
  readonly #folder: string;
  readonly #vault: SecretVault;

  /** `folder`: absolute; this profile's data. */
  constructor(folder: string, vault: SecretVault) {
    this.#folder = join(folder, 'tenants');
    this.#vault = vault;
  }

  /** Whether one could be kept now: asked before a person types what would be lost. `id`: of none that is kept. Failures: keychain-*. */
  check(id: SecretId): Promise<Result<void>> {
    return checkVaultOpen(this.#vault, id);
  }

  /** Kept and read back when it answers. Failures: keychain-*, store-*. */
  async keep(id: SecretId, credential: SignInCredential): Promise<Result<void>> {
    if (credential.kind === 'text')
      return this.#vault.keep(id, PREFIX + Buffer.from(credential.value, 'utf8').toString('base64url'));
    const key = newKey();
    const kept = await this.#vault.keep(id, key);
    if (!kept.ok) return kept;
    const { certificate, privateKey } = credential;
    return this.#file(id).write(encrypt(key, id, JSON.stringify({ certificate, privateKey })), 0);
  }

  /** Failures: credential-missing, keychain-*, store-*. */
  async read(id: SecretId): Promise<Result<SignInCredential>> {
    const missing = fail({ code: 'credential-missing' });
    const kept = await this.#vault.read(id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return missing;
    if (kept.value.startsWith(PREFIX))
      return ok({ kind: 'text', value: Buffer.from(kept.value.slice(PREFIX.length), 'base64url').toString('utf8') });
    const file = this.#file(id).read();
    if (!file.ok) return file;
    const text = file.value && isKey(kept.value) ? decrypt(kept.value, id, file.value.value) : undefined;
    const found = text === undefined ? undefined : v.safeParse(certificateShape, JSON.parse(text));
    return found?.success ? ok({ kind: 'certificate', ...found.output }) : missing;
  }

  /** Certain to be gone afterwards. Failures: keychain-*, store-*. */
  async forget(id: SecretId): Promise<Result<void>> {
    const forgotten = await this.#vault.forget(id);
    if (!forgotten.ok) return forgotten;
    const removed = this.#file(id).remove();
    return removed.ok ? done : removed;
  }

  #file(id: SecretId): RecordFile<Encrypted> {
    return new RecordFile({ folder: this.#folder, name: `certificate-${id}` }, parseEncrypted);
  }
}
