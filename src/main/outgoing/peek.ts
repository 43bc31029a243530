import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { troubleOf, type NetworkTrouble } from '../../core/domain/check/network-trouble.ts';
import type { Peeked } from '../../core/use-cases/tenant-ports.ts';
import { certificateFacts } from './certificate-facts.ts';
import { checkIdentity } from './server-identity.ts';
import type { ProxyOf } from './proxy.ts';
import { watchStaple } from './staple.ts';
import { trusting } from './trusting.ts';
import { wayTo } from './tunnel.ts';
import { lookupPublic, refusePrivateLiteral } from './public-addresses.ts';

export interface Peek {
  /** `https://`, host and perhaps port. */
  readonly origin: string;
  readonly authorities: readonly string[];
  readonly addresses: 'any' | 'public';
  readonly timeoutMs?: number;
  /** Asked for the proxy of the address; without it there is none. */
  readonly proxyOf?: ProxyOf | undefined;
}

const TIMEOUT_MS = 10_000;

/**
 * A TLS handshake that shows who answers, believed or not, and ends there: no byte of a request is sent. Certificates are judged as
 * for a request, whatever the environment says. Nothing is thrown.
 */
export async function peek(asked: Peek): Promise<Peeked> {
  const { origin, proxyOf, addresses, authorities, timeoutMs = TIMEOUT_MS } = asked;
  if (!URL.canParse(origin)) return peekBy(asked, undefined);
  const way = await wayTo(new URL(origin), { proxyOf, addresses, authorities, timeoutMs });
  return way.ok ? peekBy({ ...asked, timeoutMs: way.leftMs }, way.socket) : { kind: 'no-answer', trouble: way.trouble };
}

/** `through`: a connection to the server that is there already. */
function peekBy(
  { origin, authorities, addresses, timeoutMs = TIMEOUT_MS }: Peek,
  through: Socket | undefined,
): Promise<Peeked> {
  return new Promise((settle) => {
    const failed = (trouble: NetworkTrouble) => settle({ kind: 'no-answer', trouble });
    try {
      const { hostname, port } = new URL(origin);
      if (addresses === 'public') refusePrivateLiteral(hostname);
      const host = hostname.replace(/^\[|\]$/g, '');
      const socket = connect({
        ...{ host, port: Number(port || 443), secureContext: trusting({ authorities }) },
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(addresses === 'public' ? { lookup: lookupPublic } : {}),
        ...(through ? { socket: through } : {}),
        // To see whose certificate it is; whether it is believed is told, and nothing is sent either way.
        ...{ rejectUnauthorized: false, requestOCSP: true },
        checkServerIdentity: checkIdentity,
      });
      const timer = setTimeout(() => end('timed-out'), timeoutMs);
      const end = (trouble: NetworkTrouble) => {
        clearTimeout(timer);
        failed(trouble);
        socket.destroy();
      };
      const revoked = watchStaple(socket);
      socket.once('secureConnect', () => {
        clearTimeout(timer);
        void revoked()
          .then((isSo) => settle(seen(socket, isSo)))
          // A certificate that cannot be read is none that anybody could compare.
          .catch(() => failed('tls-other'))
          .finally(() => socket.destroy());
      });
      socket.once('error', (error) => end(troubleOf(codeIn(error))));
      socket.once('close', () => end('connection-broken'));
    } catch (error) {
      through?.destroy();
      failed(troubleOf(codeIn(error)));
    }
  });
}

function seen(socket: TLSSocket, isRevoked: boolean): Peeked {
  const { raw } = socket.getPeerCertificate();
  const found = (raw as Buffer | undefined) && new X509Certificate(raw);
  if (!found) return { kind: 'no-answer', trouble: 'tls-other' };
  const { authorized, authorizationError } = socket;
  const trouble = isRevoked ? 'tls-revoked' : authorized ? null : troubleOf(codeIn(authorizationError));
  return { kind: 'certificate', certificate: certificateFacts(found), trouble };
}

/** Of `authorizationError` too, which is typed as an error and seen as its code. */
const codeIn = (error: unknown): string =>
  typeof error === 'string' ? error : error instanceof Error && 'code' in error ? String(error.code) : '';
