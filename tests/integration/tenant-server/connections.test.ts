import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { limitConnections } from '../../../src/main/tenant-server/connections.ts';
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

const holdMany = (port: number) => Promise.all(Array.from({ length: 200 }, () => hold(port)));

const openOf = (held: readonly Held[]): number => held.filter(({ isOpen }) => isOpen).length;

describe.each(['http', 'https'] as const)('connections to the %s address', (scheme) => {
  // It closes what is silent after five seconds as well; a machine too busy to see the difference may look again.
  it('are 64 at most, also when many come in one moment, and the next request is answered', { retry: 3 }, async () => {
    const held = await holdMany(server.ports[scheme]);
    await expect.poll(() => openOf(held), { timeout: 4_000 }).toBeLessThanOrEqual(64);
    expect((await server.post('/oauth2/token', tokenForm(), {}, scheme)).status).toBe(200);
    held.forEach(({ socket }) => socket.destroy());
  });
});

it('only as many connections are closed as must be', async () => {
  // Without limits of time, so that nothing else closes any.
  const patient = createServer({ headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 });
  limitConnections(patient);
  await new Promise<void>((settle) => patient.listen(0, '127.0.0.1', settle));
  onTestFinished(() => void patient.close());
  const held = await holdMany((patient.address() as AddressInfo).port);
  await expect.poll(() => openOf(held), { timeout: 20_000 }).toBeLessThanOrEqual(64);
  expect(openOf(held)).toBe(64);
  held.forEach(({ socket }) => socket.destroy());
});
