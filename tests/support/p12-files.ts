import forge from 'node-forge';
import type { MadeForTest } from './test-certificate.ts';

const { asn1, pkcs12, pki } = forge;

interface Wishes {
  readonly key?: string | null;
  /** PEM, in the order they have in the file. */
  readonly certificates: readonly string[];
  readonly passphrase?: string;
  readonly algorithm?: '3des' | 'aes128' | 'aes256';
}

/** A .p12 as the library writes one. */
export function p12With({ key, certificates, passphrase = 'right', algorithm = 'aes256' }: Wishes): Buffer {
  return derOf(structure({ key: key ?? null, certificates, passphrase, algorithm }));
}

export const p12Of = ({ certificate, key }: MadeForTest, more: Partial<Wishes> = {}): Buffer =>
  p12With({ key, certificates: [certificate], ...more });

/** Says that its passphrase is to be derived so many times, which nobody has done. */
export function p12WithIterations({ certificate, key }: MadeForTest, iterations: number): Buffer {
  const file = structure({ key, certificates: [certificate], passphrase: 'right', algorithm: 'aes256' });
  const mac = childrenOf(childrenOf(file)[2]);
  mac[2] = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, asn1.integerToDer(iterations).getBytes());
  return derOf(file, mac);
}

/** The contents of several files in one, which has no MAC. */
export function p12Joined(files: readonly MadeForTest[], passphrase = 'right'): Buffer {
  const [first, ...others] = files.map(({ certificate, key }) =>
    pkcs12.toPkcs12Asn1(pki.privateKeyFromPem(key), pki.certificateFromPem(certificate), passphrase, { useMac: false }),
  );
  const octets = (file: forge.asn1.Asn1 | undefined) =>
    childrenOf(childrenOf(childrenOf(file)[1])[1])[0] as forge.asn1.Asn1 & { value: string };
  const target = octets(first);
  const safes = [first, ...others].map((file) => asn1.fromDer(octets(file).value));
  const all = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, safes.flatMap(childrenOf));
  target.value = asn1.toDer(all).getBytes();
  return derOf(first!);
}

const structure = ({ key, certificates, passphrase, algorithm }: Required<Wishes>): forge.asn1.Asn1 =>
  pkcs12.toPkcs12Asn1(
    key === null ? null : pki.privateKeyFromPem(key),
    certificates.map((each) => pki.certificateFromPem(each)),
    // The library takes bytes where files have UTF-8.
    passphrase,
    { algorithm, count: 10 },
  );

const childrenOf = (node: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] => node?.value as forge.asn1.Asn1[];

function derOf(file: forge.asn1.Asn1, mac?: forge.asn1.Asn1[]): Buffer {
  if (mac) (childrenOf(file)[2] as { value: unknown }).value = mac;
  return Buffer.from(asn1.toDer(file).getBytes(), 'binary');
}
