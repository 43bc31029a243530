import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { createTurn } from '../ipc/turn.ts';
import { openCertificate, type TlsIdentity } from './certificate.ts';
import { isKey, newKey } from '../records/encryption.ts';
import { readOrMake, SIGNING_FILE_KEY } from './keychain-entries.ts';
import type { MakeKey, SigningKey } from './key-pair.ts';
import { rotated, SigningKeyFile, stillPublished, type SigningKeys } from './signing-keys.ts';

interface Parts {
  /** Absolute. */
  readonly folder: string;
  readonly profileId: string;
  readonly vault: SecretVault;
  readonly notices: NoticeBoard;
  readonly now: () => Date;
  /** How long a retired key stays published. */
  readonly tokenLifetimeMs: number;
  readonly makeKey: MakeKey;
}

/** Everything the server needs that nobody else may have. */
export interface TenantKeys {
  readonly signing: () => SigningKeys;
  readonly tls: TlsIdentity;
  /** In memory only, because the vault is. */
  readonly forThisSession: boolean;
  /** Durable when it answers ok, and only then in use. Failures: store-*. */
  readonly rotate: () => Promise<Result<void>>;
}

/** Failures: keychain-* (try again when it can be read), store-*. */
export async function openTenantKeys(parts: Parts): Promise<Result<TenantKeys>> {
  const { folder, now, vault, makeKey, tokenLifetimeMs } = parts;
  // A person who chose memory only did not choose files that only a keychain can open.
  const lasting = vault.keepsIn() === 'keychain';
  const store = lasting ? await openSigningKeys(parts) : ok(inMemory(await makeKey(now())));
  if (!store.ok) return store;
  const tls = await openCertificate({ folder, vault: lasting ? vault : undefined, now });
  if (!tls.ok) return tls;
  const turn = createTurn();
  let signing = store.value.keys;
  return ok({
    signing: () => stillPublished(signing, now()),
    tls: tls.value,
    forThisSession: !lasting,
    // One after the other, or a key that has signed could be forgotten.
    rotate: () =>
      turn(async () => {
        const next = await rotated(signing, { now: now(), tokenLifetimeMs, makeKey });
        const written = store.value.write(next);
        if (!written.ok) return written;
        signing = next;
        return done;
      }),
  });
}

interface KeyStore {
  readonly keys: SigningKeys;
  readonly write: (keys: SigningKeys) => Result<SigningKeys>;
}

async function openSigningKeys({ vault, ...parts }: Parts): Promise<Result<KeyStore>> {
  const fileKey = await readOrMake(vault, SIGNING_FILE_KEY, { make: newKey, isOurs: isKey });
  if (!fileKey.ok) return fileKey;
  const file = new SigningKeyFile({ ...parts, fileKey: fileKey.value });
  const opened = await file.open();
  return opened.ok ? ok({ keys: opened.value, write: (keys) => file.write(keys) }) : fail(opened.failure);
}

const inMemory = (current: SigningKey): KeyStore => ({
  keys: { current, retired: [] },
  write: (keys) => ok(keys),
});
