import { createPrivateKey } from 'node:crypto';
import { generate } from 'selfsigned';

export interface MadeCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8, DER, base64url: one line that fits into a keychain. */
  readonly privateKey: string;
}

const HOUR_MS = 60 * 60 * 1000;
/** Browsers and macOS refuse certificates that live longer than 825 days. */
const LIFETIME_MS = 800 * 24 * HOUR_MS;

/** Vouches for this machine's loopback addresses and for nothing else; it can sign no other certificate. */
export async function makeCertificate(now: Date): Promise<MadeCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Trust Desk local tenant' }], {
    ...{ keyType: 'ec', curve: 'P-256', algorithm: 'sha256' },
    // A clock that is put back a little must not make it invalid.
    notBeforeDate: new Date(now.getTime() - HOUR_MS),
    notAfterDate: new Date(now.getTime() + LIFETIME_MS),
    extensions: [
      // Without `keyUsage`: BoringSSL, which Electron has, would believe a self-signed one only if it said that it may sign others.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  const privateKey = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  return { certificate: `${cert.trim()}\n`, privateKey };
}
