import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { certificateFacts } from '../outgoing/certificate-facts.ts';
import { bytesOf, childrenOf, type Node } from './der-nodes.ts';
import { deriveNatively } from './native-derivation.ts';
import { macOf } from './p12-mac.ts';
import type { P12Answer } from './p12-messages.ts';

const { asn1, pkcs12, pki } = forge;
deriveNatively();

/**
 * Reads a .p12 (PKCS #12, RFC 7292) by a library of its own rather than by the runtime: Node and Electron disagree on which files
 * they take. Runs in a process that may be ended at any time, since a file says itself how long deriving its key takes.
 */
export function openP12(file: Buffer, passphrase: string): P12Answer {
  const bags = bagsIn(file, passphrase);
  if (typeof bags === 'string') return { problem: bags };
  const [key, ...moreKeys] = bags.keys;
  if (!key) return { problem: 'without-key' };
  if (moreKeys.length > 0) return { problem: 'several-keys' };
  const own = bags.certificates.find((each) => isOf(each, key));
  if (!own) return { problem: 'without-key' };
  // A chain is told from other certificates by who has issued whom, never by its place in the file.
  const chain = chainOf(own, bags.certificates);
  return {
    certificate: chain.map((each) => each.toString()).join(''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    facts: certificateFacts(own),
  };
}

interface Bags {
  readonly keys: readonly KeyObject[];
  readonly certificates: readonly X509Certificate[];
}

function bagsIn(file: Buffer, passphrase: string): Bags | 'malformed' | 'passphrase-wrong' {
  const unsealed = attempt(() => unseal(file, passphrase));
  if (!unsealed) return 'malformed';
  const { contents, isSealed, right } = unsealed;
  for (const each of right) {
    const bags = attempt(() => unlocked(contents, each));
    if (bags) return bags;
  }
  // Where a seal says that the passphrase is right, what cannot be read is the file's fault; without one nothing tells them apart.
  return isSealed && right.length > 0 ? 'malformed' : 'passphrase-wrong';
}

/** The library has no codes for what fails, and its words decide nothing. */
function attempt<T>(reading: () => T): T | undefined {
  try {
    return reading();
  } catch {
    return undefined;
  }
}

/** PFX ::= SEQUENCE { version, authSafe ContentInfo, macData OPTIONAL }, with the passphrases that may open it. Throws for what is none. */
function unseal(file: Buffer, passphrase: string) {
  const [version, authSafe, macData] = childrenOf(asn1.fromDer(file.toString('binary')));
  // ContentInfo ::= SEQUENCE { type, [0] OCTET STRING }; in the octets, a sequence of more of them.
  const content = bytesOf(childrenOf(childrenOf(authSafe)[1])[0]);
  childrenOf(asn1.fromDer(content.toString('binary'), false));
  // Who has no passphrase enters none, whether the file was made with an empty one or without any (RFC 7292, B.1).
  const meant = passphrase === '' ? ['', undefined] : [passphrase];
  const { Class, Type } = asn1;
  return {
    contents: asn1.create(
      Class.UNIVERSAL,
      Type.SEQUENCE,
      true,
      [version, authSafe].flatMap((each) => each ?? []),
    ),
    isSealed: macData !== undefined,
    right: macData ? meant.filter(macOf(macData, content)) : meant,
  };
}

function unlocked(contents: Node, passphrase: string | undefined): Bags {
  const p12 = pkcs12.pkcs12FromAsn1(contents, false, passphrase);
  return { keys: keysOf(p12), certificates: certificatesOf(p12) };
}

function keysOf(p12: forge.pkcs12.Pkcs12Pfx): readonly KeyObject[] {
  const { keyBag, pkcs8ShroudedKeyBag } = pki.oids;
  return [keyBag, pkcs8ShroudedKeyBag].flatMap((bagType) =>
    bagType === undefined ? [] : (p12.getBags({ bagType })[bagType] ?? []).flatMap((bag) => keyIn(bag) ?? []),
  );
}

function keyIn({ key, asn1: info }: forge.pkcs12.Bag): KeyObject | undefined {
  // RSA keys come read; of others the library leaves the PKCS #8 structure as it is.
  const structure = key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)) : (info as Node | undefined);
  if (!structure) return undefined;
  const der = Buffer.from(asn1.toDer(structure).getBytes(), 'binary');
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function certificatesOf(p12: forge.pkcs12.Pkcs12Pfx): readonly X509Certificate[] {
  const { certBag } = pki.oids;
  if (certBag === undefined) return [];
  return (p12.getBags({ bagType: certBag })[certBag] ?? []).flatMap(({ cert, asn1: info }) => {
    const structure = cert ? pki.certificateToAsn1(cert) : (info as Node | undefined);
    if (!structure) return [];
    return [new X509Certificate(Buffer.from(asn1.toDer(structure).getBytes(), 'binary'))];
  });
}

const isOf = (certificate: X509Certificate, key: KeyObject): boolean =>
  certificate.publicKey.equals(createPublicKey(key));

function chainOf(own: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain = [own];
  for (let last = own; chain.length <= all.length;) {
    const issuer = all.find((each) => !chain.includes(each) && last.checkIssued(each));
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
