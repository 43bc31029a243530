import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';
import type { MadeForTest } from './test-certificate.ts';

export interface Issued extends MadeForTest {
  readonly name: string;
}

interface Wishes {
  readonly name?: string;
  /** Host names and addresses it vouches for. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly bits?: number;
  readonly isAuthority?: boolean;
  /** Signed by itself without. */
  readonly issuer?: Issued;
}

const DAY_MS = 24 * 60 * 60 * 1000;
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);

/** A certificate (RSA) as an authority, a server or a client has one, made in place: no machine needs OpenSSL for it. */
export function issue(wishes: Wishes = {}): Issued {
  const { name = 'Test', names = ['127.0.0.1'], bits = 2048, isAuthority = false, issuer } = wishes;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // Positive, and as short as DER wants it, whatever comes after.
  made.serialNumber = `01${randomBytes(8).toString('hex')}`;
  made.validity.notBefore = wishes.from ?? daysFromNow(-1);
  made.validity.notAfter = wishes.until ?? daysFromNow(1);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: issuer?.name ?? name }]);
  made.setExtensions([
    { name: 'basicConstraints', cA: isAuthority, critical: true },
    ...(isAuthority ? [{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }] : []),
    {
      name: 'subjectAltName',
      altNames: names.map((each) => (isIP(each) ? { type: 7, ip: each } : { type: 2, value: each })),
    },
  ]);
  made.sign(forge.pki.privateKeyFromPem(issuer?.key ?? privateKey), forge.md.sha256.create());
  return { name, certificate: forge.pki.certificateToPem(made), key: privateKey };
}
