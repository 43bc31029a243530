import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

export interface Trust {
  /** PEM: with those of the runtime the only ones that are believed, whatever the environment adds. */
  readonly authorities: readonly string[];
  /** PEM both: shown when the server asks for one. */
  readonly clientCertificate?: { readonly certificate: string; readonly privateKey: string } | undefined;
}

const REMEMBERED = 4;
const contexts = new Map<string, SecureContext>();

/** Private keys of a tenant that is signed in to otherwise, or gone, are in them. */
export const forgetTrusted = (): void => contexts.clear();

/** Reading some 150 certificates takes as long as a handshake, so what was read for a tenant is kept for its next request. */
export function trusting({ authorities, clientCertificate }: Trust): SecureContext {
  const name = JSON.stringify([authorities, clientCertificate ?? null]);
  const known = contexts.get(name);
  if (known) return known;
  const made = createSecureContext({
    minVersion: 'TLSv1.2',
    ca: [...rootCertificates, ...authorities],
    ...(clientCertificate && { cert: clientCertificate.certificate, key: clientCertificate.privateKey }),
  });
  contexts.set(name, made);
  const [oldest] = contexts.keys();
  if (contexts.size > REMEMBERED && oldest !== undefined) contexts.delete(oldest);
  return made;
}
