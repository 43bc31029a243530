import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as v from 'valibot';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
// NIST SP 800-38D, 8.2.2: random, 96 bits; far fewer than 2^32 texts are ever encrypted under one key.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A text nobody can read or change without the key. Members are base64url. */
export interface Encrypted {
  readonly nonce: string;
  readonly tag: string;
  readonly text: string;
}

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));
export const encryptedShape: v.GenericSchema<unknown, Encrypted> = v.object({
  nonce: base64url,
  tag: base64url,
  text: base64url,
});

/** 256 bits as base64url: one line of ASCII, which every keychain gives back as it was. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');

export const isKey = (text: string): boolean =>
  /^[A-Za-z0-9_-]+$/.test(text) && Buffer.from(text, 'base64url').length === KEY_BYTES;

/** `purpose` is bound to the text: it cannot be put in another's place. */
export function encrypt(key: string, purpose: string, text: string): Encrypted {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'base64url'), nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    nonce: nonce.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    text: encrypted.toString('base64url'),
  };
}

/** Undefined when the key is another one or anything was changed. */
export function decrypt(key: string, purpose: string, encrypted: Encrypted): string | undefined {
  const tag = Buffer.from(encrypted.tag, 'base64url');
  // A shorter tag would be easier to guess, and Node takes one.
  if (tag.length !== TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), Buffer.from(encrypted.nonce, 'base64url'));
    decipher.setAAD(Buffer.from(purpose, 'utf8'));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(Buffer.from(encrypted.text, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}
