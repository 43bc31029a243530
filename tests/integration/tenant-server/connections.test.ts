import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsumer, aProvider, tokenForm } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications: [aProvider(), aConsumer()] } });
});
afterAll(() => server.close());

interface Held {
  readonly socket: Socket;
  isOpen: boolean;
}

/** A connection that is opened and says nothing. */
function hold(port: number): Promise<Held> {
  const socket = connect({ host: '127.0.0.1', port });
  const held: Held = { socket, isOpen: true };
  // Without reading, the other end's farewell would not be noticed.
  socket.on('error', () => undefined).resume();
  socket.on('close', () => (held.isOpen = false));
  return new Promise((settle) => socket.once('connect', () => settle(held)));
}

const openOf = (held: readonly Held[]): number => held.filter(({ isOpen }) => isOpen).length;

describe.each(['http', 'https'] as const)('connections to the %s address', (scheme) => {
  it('are 64 at most, also when many come in one moment, and the next request is answered', async () => {
    const held = await Promise.all(Array.from({ length: 200 }, () => hold(server.ports[scheme])));
    await expect.poll(() => openOf(held), { timeout: 2_000 }).toBeLessThanOrEqual(64);
    expect((await server.post('/oauth2/token', tokenForm(), {}, scheme)).status).toBe(200);
    // Only as many are closed as must be.
    expect(openOf(held)).toBeGreaterThan(32);
    held.forEach(({ socket }) => socket.destroy());
  });
});
