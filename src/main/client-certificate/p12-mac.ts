import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import { bytesOf, childrenOf, numberOf, oidOf, type Node } from './der-nodes.ts';
import { pkcs12Key } from './native-derivation.ts';

const PBMAC1 = '1.2.840.113549.1.5.14';
const ID_OF_MAC = 3;
/** A key of no length would hold for every passphrase. */
const KEY_MINIMUM_BYTES = 20;
const DIGEST_BYTES: Readonly<Record<string, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** A passphrase may be undefined: there is none at all, which is not an empty one (RFC 7292, B.1). */
export type Holds = (passphrase: string | undefined) => boolean;

/**
 * Whether a passphrase is the one that has sealed a file: by the MAC of RFC 7292, or that of RFC 9579. Throws when the MAC is none,
 * or of a kind that is not known.
 *
 * @param macData MacData ::= SEQUENCE { SEQUENCE { algorithm, digest }, salt, iterations DEFAULT 1 }
 * @param content what is sealed
 */
export function macOf(macData: Node, content: Buffer): Holds {
  const [sealed, salt, iterations] = childrenOf(macData);
  const [algorithm, digest] = childrenOf(sealed);
  const expected = bytesOf(digest);
  const [kind, parameters] = childrenOf(algorithm);
  const make =
    oidOf(kind) === PBMAC1
      ? byPbmac1(parameters)
      : byRfc7292(nameOf(kind), { salt: bytesOf(salt), iterations: iterations ? numberOf(iterations) : 1 });
  return (passphrase) => {
    const { key, hmac } = make(passphrase);
    const found = createHmac(hmac, key).update(content).digest();
    return found.length === expected.length && timingSafeEqual(found, expected);
  };
}

type Make = (passphrase: string | undefined) => { readonly key: Buffer; readonly hmac: string };

function byRfc7292(digest: string, from: { readonly salt: Buffer; readonly iterations: number }): Make {
  const length = DIGEST_BYTES[digest];
  if (length === undefined) throw new Error('a MAC that is not known');
  return (passphrase) => ({
    key: pkcs12Key({ passphrase, ...from }, { id: ID_OF_MAC, length, digest }),
    hmac: digest,
  });
}

/** PBMAC1-params ::= SEQUENCE { keyDerivationFunc, messageAuthScheme } with PBKDF2-params ::= SEQUENCE { salt, iterations, keyLength, prf }. */
function byPbmac1(parameters: Node | undefined): Make {
  const [derivation, scheme] = childrenOf(parameters);
  const [kind, settings] = childrenOf(derivation);
  const [salt, iterations, keyLength, prf] = childrenOf(settings);
  const [hmac, digest] = [hmacOf(scheme), hmacOf(prf)];
  const length = numberOf(keyLength);
  if (nameOf(kind) !== 'pkcs5PBKDF2' || length < KEY_MINIMUM_BYTES) throw new Error('a MAC that is not known');
  const [salted, times] = [bytesOf(salt), numberOf(iterations)];
  return (passphrase) => ({ key: pbkdf2Sync(passphrase ?? '', salted, times, length, digest), hmac });
}

/** AlgorithmIdentifier of an HMAC; the name of its digest. */
function hmacOf(identifier: Node | undefined): string {
  const [, digest] = /^hmacWith(SHA\d+)$/.exec(nameOf(childrenOf(identifier)[0])) ?? [];
  if (digest === undefined) throw new Error('a MAC that is not known');
  return digest.toLowerCase();
}

const nameOf = (node: Node | undefined): string => forge.pki.oids[oidOf(node)] ?? '';
