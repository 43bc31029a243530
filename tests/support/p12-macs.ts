import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';

const { asn1, pkcs12, pki } = forge;
const { Class, Type } = asn1;
type Node = forge.asn1.Asn1;

const SALT = Buffer.from('of eight');
const BLOCK_BYTES = { sha1: 64, sha256: 64, sha512: 128 } as const;
type Digest = keyof typeof BLOCK_BYTES;

interface Mac {
  /** Null: none at all, which is not an empty one (RFC 7292, B.1). */
  readonly passphrase: string | null;
  readonly digest?: Digest;
  readonly iterations?: number;
  /** What the contents are encrypted with, if not with the same. */
  readonly contents?: string;
}

interface Contents {
  readonly certificate: string;
  readonly key: string;
}

/** A .p12 with a MAC that holds, made by the runtime: the library's own writes SHA-1 only. */
export function p12WithMac(own: Contents, { passphrase, digest = 'sha1', iterations = 10, contents }: Mac): Buffer {
  const file = withoutMac(own, contents ?? passphrase);
  const key = derived(passphrase, digest, iterations);
  const value = createHmac(digest, key).update(contentOf(file)).digest();
  const algorithm = sequence(oid(pki.oids[digest] ?? ''), asn1.create(Class.UNIVERSAL, Type.NULL, false, ''));
  return sealed(file, sequence(sequence(algorithm, octets(value)), octets(SALT), integer(iterations)));
}

interface Pbmac1 {
  readonly passphrase: string;
  readonly digest?: 'SHA1' | 'SHA256' | 'SHA512';
  readonly iterations?: number;
  readonly keyLength?: number;
}

/** As OpenSSL 3.4 makes one with `-pbmac1_pbkdf2` (RFC 9579). */
export function p12WithPbmac1(contents: Contents, wishes: Pbmac1): Buffer {
  const { passphrase, digest = 'SHA256', iterations = 10, keyLength = 32 } = wishes;
  const file = withoutMac(contents, passphrase);
  const key = pbkdf2Sync(passphrase, SALT, iterations, keyLength, digest);
  const value = createHmac(digest, key).update(contentOf(file)).digest();
  const hmac = () =>
    sequence(oid(pki.oids[`hmacWith${digest}`] ?? ''), asn1.create(Class.UNIVERSAL, Type.NULL, false, ''));
  const derivation = sequence(octets(SALT), integer(iterations), integer(keyLength), hmac());
  const parameters = sequence(sequence(oid('1.2.840.113549.1.5.12'), derivation), hmac());
  const algorithm = sequence(oid('1.2.840.113549.1.5.14'), parameters);
  return sealed(file, sequence(sequence(algorithm, octets(value)), octets(Buffer.from('NOT USED')), integer(1)));
}

function withoutMac({ certificate, key }: Contents, passphrase: string | null): Node {
  const options = { algorithm: 'aes256', count: 10, useMac: false } as const;
  return pkcs12.toPkcs12Asn1(
    pki.privateKeyFromPem(key),
    pki.certificateFromPem(certificate),
    passphrase ?? '',
    options,
  );
}

/** RFC 7292, B.2, for a key as long as the digest. */
function derived(passphrase: string | null, digest: Digest, iterations: number): Buffer {
  const block = BLOCK_BYTES[digest];
  const filled = (bytes: Buffer) => Buffer.alloc(block * Math.ceil(bytes.length / block), bytes);
  const text = passphrase === null ? Buffer.alloc(0) : Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  let value = Buffer.concat([Buffer.alloc(block, 3), filled(SALT), ...(passphrase === null ? [] : [filled(text)])]);
  for (let round = 0; round < iterations; round += 1) value = createHash(digest).update(value).digest();
  return value;
}

const childrenOf = (node: Node | undefined): Node[] => node?.value as Node[];
const contentOf = (file: Node): Buffer =>
  Buffer.from((childrenOf(childrenOf(childrenOf(file)[1])[1])[0] as { value: string }).value, 'binary');

function sealed(file: Node, mac: Node): Buffer {
  const [version, content] = childrenOf(file);
  return Buffer.from(asn1.toDer(sequence(version!, content!, mac)).getBytes(), 'binary');
}

const sequence = (...children: Node[]): Node => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, children);
const oid = (dotted: string): Node => asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes());
const octets = (bytes: Buffer): Node => asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes.toString('binary'));
const integer = (value: number): Node =>
  asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
