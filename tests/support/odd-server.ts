import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { MadeForTest } from './test-certificate.ts';

export interface OddServer {
  readonly origin: string;
  readonly port: number;
  /** Requests that came, in order, with their bodies. */
  readonly requests: readonly { readonly request: IncomingMessage; readonly body: string }[];
}

/** A server that answers as a test wants, on loopback, until the test ends. */
export async function oddServer(answer: RequestListener, tls?: MadeForTest): Promise<OddServer> {
  const requests: { request: IncomingMessage; body: string }[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ request, body: Buffer.concat(chunks).toString('utf8') });
      answer(request, response);
    });
  };
  const server = tls ? createHttps({ cert: tls.certificate, key: tls.key }, listener) : createHttp(listener);
  const port = await listen(server);
  return { origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, requests };
}

function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  onTestFinished(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((settle) => server.close(settle));
  });
  return new Promise((settle) => {
    server.listen(0, '127.0.0.1', () => settle((server.address() as AddressInfo).port));
  });
}
