import { hash, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';

type Pbkdf2 = readonly [
  passphrase: string | undefined,
  salt: string,
  iterations: number,
  length: number,
  digest: { readonly algorithm: string },
];
type Pkcs12 = readonly [
  passphrase: string | undefined,
  salt: forge.util.ByteBuffer,
  id: number,
  iterations: number,
  length: number,
  digest?: { readonly algorithm: string },
];

/**
 * Has the library derive keys with the runtime's digests: its own PBKDF2 takes a passphrase as Latin-1, where files have UTF-8, and
 * either of its derivations takes many times as long, which a file with many iterations does not survive.
 */
export function deriveNatively(): void {
  const pbkdf2 = (...[passphrase, salt, iterations, length, digest]: Pbkdf2): string => {
    const [bytes, salted] = [Buffer.from(passphrase ?? '', 'utf8'), Buffer.from(salt, 'binary')];
    return pbkdf2Sync(bytes, salted, iterations, length, digest.algorithm).toString('binary');
  };
  const generatePkcs12Key = (...[passphrase, salt, id, iterations, length, digest]: Pkcs12) => {
    const from = { passphrase, salt: Buffer.from(salt.bytes(), 'binary'), iterations };
    return forge.util.createBuffer(
      pkcs12Key(from, { id, length, digest: digest?.algorithm ?? 'sha1' }).toString('binary'),
    );
  };
  Object.assign(forge.pkcs5, { pbkdf2 });
  Object.assign((forge.pki as unknown as { pbe: object }).pbe, { generatePkcs12Key });
}

interface From {
  /** Undefined: none at all, which is not an empty one. */
  readonly passphrase: string | undefined;
  readonly salt: Buffer;
  readonly iterations: number;
}

interface To {
  /** What the key is for; 3 is a MAC. */
  readonly id: number;
  readonly length: number;
  readonly digest: string;
}

const LONG_BLOCKS = new Set(['sha384', 'sha512']);

/** RFC 7292, B.2. */
export function pkcs12Key({ passphrase, salt, iterations }: From, { id, length, digest }: To): Buffer {
  if (iterations < 1) throw new RangeError('a key that nothing was done for');
  const block = LONG_BLOCKS.has(digest) ? 128 : 64;
  const filled = (bytes: Buffer) => Buffer.alloc(block * Math.ceil(bytes.length / block), bytes);
  const text = passphrase === undefined ? Buffer.alloc(0) : Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  let input: Buffer = Buffer.concat([filled(salt), filled(text)]);
  let key: Buffer = Buffer.alloc(0);
  while (key.length < length) {
    let made: Buffer = Buffer.concat([Buffer.alloc(block, id), input]);
    for (let round = 0; round < iterations; round += 1) made = hash(digest, made, 'buffer');
    key = Buffer.concat([key, made]);
    input = increased(input, Buffer.alloc(block, made));
  }
  return key.subarray(0, length);
}

/** Every block of it, as a number, plus that of `by` and one; what does not fit is dropped. */
function increased(input: Buffer, by: Buffer): Buffer {
  const sum = Buffer.from(input);
  for (let end = sum.length; end > 0; end -= by.length) {
    let carried = 1;
    for (let back = 1; back <= by.length; back += 1) {
      carried += (sum[end - back] ?? 0) + (by[by.length - back] ?? 0);
      sum[end - back] = carried & 0xff;
      carried >>= 8;
    }
  }
  return sum;
}
