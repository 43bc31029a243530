import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Issued } from './issued.ts';

export interface ConnectProxy {
  /** As the system names it. */
  readonly way: string;
  /** What it was asked to connect to. */
  readonly asked: readonly string[];
  /** Every byte that it has seen of clients, the requests to itself too. */
  readonly seen: () => Buffer;
  /** Connections of clients that are not over yet. */
  readonly open: () => number;
  /** Resets them, as a proxy that is switched off does. */
  breakOff(): void;
}

interface Wishes {
  /** With another than 200 it connects to nothing. */
  readonly status?: number;
  /** It is spoken to over TLS, and shows this. */
  readonly own?: Issued;
}

/** Connects to `port` of this machine, whatever it is asked for. Until the test ends. */
export async function connectProxy(port: number, { status = 200, own }: Wishes = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  const transports = new Set<Socket>();
  const proxy = own ? createSecureServer({ cert: own.certificate, key: own.key }) : createServer();
  proxy.on('connection', (socket: Socket) => transports.add(socket));
  proxy.on(own ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    socket.on('data', (bytes: Buffer) => seen.push(bytes));
    socket.on('error', () => socket.destroy());
  });
  proxy.on('connect', ({ url = '' }, client: Socket) => {
    asked.push(url);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\nproxy-authenticate: Basic realm="p"\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client);
      client.pipe(server);
    });
    sockets.add(server);
    server.on('error', () => client.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const breakOff = () => {
    for (const socket of transports) socket.resetAndDestroy();
  };
  const way = `${own ? 'HTTPS' : 'PROXY'} 127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { way, asked, seen: () => Buffer.concat(seen), open: () => clients.size, breakOff };
}
