import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { issue, type Issued } from './issued.ts';
import { staple } from './staples.ts';

export const company = issue({ name: 'Company', isAuthority: true });
/** An authority that nobody chose, but that the surroundings may name. */
export const stranger = issue({ name: 'Stranger', isAuthority: true });
export const shown = ({ certificate, key }: Issued) => ({ certificate, privateKey: key });

export interface Served {
  readonly origin: string;
  readonly server: Server;
  /** How often a request came with a credential. */
  readonly credentials: () => number;
}

/** On loopback, until the test ends. */
export async function serve(own: Issued, options: ServerOptions = {}): Promise<Served> {
  let credentials = 0;
  const server = createServer({ ...options, cert: own.certificate, key: own.key }, (request, response) => {
    if (request.headers.authorization !== undefined) credentials += 1;
    response.end();
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `https://127.0.0.1:${port}`, server, credentials: () => credentials };
}

/** Has a server send this along of its certificate; the answer says how often it was asked to. */
export function stapling({ server }: Served, sent: Buffer): () => number {
  let asked = 0;
  server.on('OCSPRequest', (_certificate, _issuer, answer: (error: null, response: Buffer) => void) => {
    asked += 1;
    answer(null, sent);
  });
  return () => asked;
}

export const revokedStaple = ({ certificate }: Issued): Buffer =>
  staple(new X509Certificate(certificate).serialNumber, 'revoked');

export const WANTING = { requestCert: true, rejectUnauthorized: true, ca: company.certificate };
export const ANY_CIPHER = { ciphers: 'DEFAULT@SECLEVEL=0' } as const;
export const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ...ANY_CIPHER } as const;
export const OLDEST = { ...OLD, maxVersion: 'TLSv1' } as const;
