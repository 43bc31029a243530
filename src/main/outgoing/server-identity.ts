import { checkServerIdentity, type PeerCertificate } from 'node:tls';

/** RFC 9325, 4.5: shorter RSA keys must not be used. */
const RSA_MINIMUM_BITS = 2048;

/** As Node checks it, and that the key is none that can be broken: OpenSSL's view of that is not the one of Electron's TLS. */
export function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  const wrong = checkServerIdentity(host, certificate);
  if (wrong) return wrong;
  const { modulus, bits = 0 } = certificate as Partial<PeerCertificate>;
  return modulus !== undefined && bits < RSA_MINIMUM_BITS
    ? Object.assign(new Error('a weak key'), { code: 'CERT_KEY_WEAK' })
    : undefined;
}
