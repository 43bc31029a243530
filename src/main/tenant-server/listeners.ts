import { createPrivateKey } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import { limitConnections } from './connections.ts';
import type { ListenerTrouble, ServedTls } from './messages.ts';

/** Only this machine reaches it. */
const LOOPBACK = '127.0.0.1';

/** Node's own limits are a minute and more; a client on this machine needs none of that. Milliseconds and bytes. */
const LIMITS: ServerOptions & { handshakeTimeout: number } = {
  handshakeTimeout: 5_000,
  headersTimeout: 5_000,
  requestTimeout: 7_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
  requireHostHeader: true,
  insecureHTTPParser: false,
};

export type Listening = { readonly server: Server } | { readonly server?: never; readonly trouble: ListenerTrouble };

interface Listener {
  readonly scheme: Scheme;
  readonly port: number;
  readonly tls: ServedTls;
  readonly handler: RequestListener;
}

/** Answers when it listens, or why it cannot. Rejects for a key that is none and a port that cannot be. */
export async function listen({ scheme, port, tls, handler }: Listener): Promise<Listening> {
  const server =
    scheme === 'http' ? createServer(LIMITS, handler) : createTlsServer({ ...LIMITS, ...identity(tls) }, handler);
  // Node would leave out what comes after the 2,000th, where the guard does not see it; their size is limited anyway.
  server.maxHeadersCount = 0;
  limitConnections(server);
  server.on('clientError', (_error, socket) => hangUp(socket));
  // Who offers an upgrade is answered as if it had not: Java's HttpClient offers HTTP/2 with every first request.
  server.on('connect', (_request, socket) => hangUp(socket));
  return new Promise((settle) => {
    server.once('error', (error) => settle({ trouble: troubleOf(error) }));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      // From here on there is always somebody who hears of it.
      server.on('error', () => undefined);
      settle({ server });
    });
  });
}

/** Ends what is under way, too: a listener that was switched off answers nobody. */
export function close(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}

const identity = ({ certificate, privateKey }: ServedTls) => ({
  cert: certificate,
  key: createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  }),
  minVersion: 'TLSv1.2' as const,
});

const BAD_REQUEST =
  'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n';

/** Who does not take the answer in, as one that never began to speak TLS, is not waited for. */
const FAREWELL_MS = 500;

function hangUp(socket: Duplex): void {
  // Node takes its own listener away from a socket that it hands over; a reset would end the process.
  socket.on('error', () => undefined);
  if (socket.writable) socket.end(BAD_REQUEST, () => socket.destroy());
  setTimeout(() => socket.destroy(), socket.writable ? FAREWELL_MS : 0);
}

/** Windows reserves ranges of ports, in which a free one is refused as not permitted. */
function troubleOf(error: Error): ListenerTrouble {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return 'port-in-use';
  return code === 'EACCES' || code === 'EPERM' ? 'port-not-permitted' : 'other';
}
