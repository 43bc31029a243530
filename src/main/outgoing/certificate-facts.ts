import type { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../core/domain/tenant.ts';

/** What a person compares of a certificate. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    names: (certificate.subjectAltName ?? '').split(', ').filter((each) => each !== ''),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    fingerprint: certificate.fingerprint256,
  };
}

/** One attribute a line; a common name may hold anything but a line break. */
const commonName = (name: string): string => /^CN=(.+)$/m.exec(name)?.[1] ?? name.replaceAll('\n', ', ');
