import * as v from 'valibot';
import { ok, type Result } from '../../core/domain/result.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';
import { decrypt, encrypt, encryptedShape, type Encrypted } from '../records/encryption.ts';
import { publicKeyOf, type MakeKey, type SigningKey } from './key-pair.ts';

/** A key that signs no more and is still published. The public key is SPKI, DER, base64url. */
interface RetiredKey {
  readonly kid: string;
  readonly publicKey: string;
  /** ISO 8601: by then its last token has expired. */
  readonly until: string;
}

export interface SigningKeys {
  readonly current: SigningKey;
  readonly retired: readonly RetiredKey[];
}

const text = v.string();
const keys: v.GenericSchema<unknown, SigningKeys> = v.object({
  current: v.object({ kid: text, created: text, privateKey: text }),
  retired: v.array(v.object({ kid: text, publicKey: text, until: text })),
});

const parseFile: ParseBody<Encrypted> = (body) => {
  const parsed = v.safeParse(encryptedShape, body);
  return parsed.success ? parsed.output : undefined;
};

const NAME = 'tenant-signing-keys';
const WHAT = 'Signing keys of the local tenant';

interface Parts {
  /** Absolute. */
  readonly folder: string;
  /** Binds the file to this profile. */
  readonly profileId: string;
  /** Base64url; only the keychain has it. */
  readonly fileKey: string;
  readonly notices: NoticeBoard;
  readonly now: () => Date;
  readonly makeKey: MakeKey;
}

/** The keys in their file, encrypted. A file that cannot be read is set aside and new keys are made: tokens live for hours only. */
export class SigningKeyFile {
  readonly #parts: Parts;
  readonly #file: RecordFile<Encrypted>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#file = new RecordFile({ folder: parts.folder, name: NAME }, parseFile);
  }

  /** Failures: store-newer (left alone), store-write-failed. */
  async open(): Promise<Result<SigningKeys>> {
    const read = this.#file.read();
    if (!read.ok && read.failure.code === 'store-newer') return read;
    const found = read.ok && read.value ? this.#decrypted(read.value.value) : undefined;
    if (found) {
      this.#tellOfOlder(read.ok ? read.value?.damagedFile : undefined);
      return ok(stillPublished(found, this.#parts.now()));
    }
    if (!read.ok || read.value) {
      const aside = this.#file.setAside();
      if (!aside.ok) return aside;
      this.#parts.notices.post({ kind: 'record-unreadable', what: WHAT, savedAs: null });
    }
    return this.write({ current: await this.#parts.makeKey(this.#parts.now()), retired: [] });
  }

  /** Durable when it answers ok. Failures: store-*. */
  write(written: SigningKeys): Result<SigningKeys> {
    const read = this.#file.read();
    if (!read.ok) return read;
    const { fileKey } = this.#parts;
    const encrypted = encrypt(fileKey, this.#purpose, JSON.stringify(written));
    const done = this.#file.write(encrypted, read.value?.revision ?? 0);
    return done.ok ? ok(written) : done;
  }

  #tellOfOlder(damagedFile: string | null | undefined): void {
    if (damagedFile) this.#parts.notices.post({ kind: 'older-copy-used', what: WHAT, savedAs: damagedFile });
  }

  #decrypted(encrypted: Encrypted): SigningKeys | undefined {
    const opened = decrypt(this.#parts.fileKey, this.#purpose, encrypted);
    if (opened === undefined) return undefined;
    const parsed = v.safeParse(keys, JSON.parse(opened));
    return parsed.success ? parsed.output : undefined;
  }

  get #purpose(): string {
    return `${NAME} ${this.#parts.profileId}`;
  }
}

interface Rotation {
  readonly now: Date;
  readonly tokenLifetimeMs: number;
  readonly makeKey: MakeKey;
}

/** A new key signs from now on; the one before stays published for as long as a token may live. */
export async function rotated(keys: SigningKeys, { now, tokenLifetimeMs, makeKey }: Rotation): Promise<SigningKeys> {
  const { current, retired } = keys;
  const until = new Date(now.getTime() + tokenLifetimeMs).toISOString();
  const retiredNow = { kid: current.kid, publicKey: publicKeyOf(current), until };
  return stillPublished({ current: await makeKey(now), retired: [retiredNow, ...retired] }, now);
}

export const stillPublished = ({ current, retired }: SigningKeys, now: Date): SigningKeys => ({
  current,
  retired: retired.filter(({ until }) => Date.parse(until) > now.getTime()),
});
