import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const CONNECTIONS_MAXIMUM = 64;

/**
 * At most so many connections; for one more, the one that has asked for nothing the longest is closed. Closing the new one, as
 * Node's `maxConnections` does, would let whoever holds connections open keep everybody else out.
 */
export function limitConnections(server: Server): void {
  // Longest silent first.
  const open = new Map<string, Socket>();
  server.on('connection', (socket) => {
    const peer = peerOf(socket);
    if (open.size >= CONNECTIONS_MAXIMUM) closeFirst(open);
    open.set(peer, socket);
    socket.once('close', () => open.get(peer) === socket && open.delete(peer));
  });
  // With TLS a request's socket is another one than the connection's; the address is the same.
  server.on('request', ({ socket }) => {
    const peer = peerOf(socket);
    const connection = open.get(peer);
    if (!connection) return;
    open.delete(peer);
    open.set(peer, connection);
  });
}

/** Forgotten at once: it is closed on a later tick, and more may come before that. */
function closeFirst(open: Map<string, Socket>): void {
  const [first] = open;
  if (!first) return;
  const [peer, socket] = first;
  open.delete(peer);
  socket.destroy();
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ''} ${remotePort ?? ''}`;
