import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { TenantPorts } from '../../../src/core/domain/local-tenant.ts';
import type { ServedTenant } from '../../../src/main/tenant-server/messages.ts';
import { shortHostileInput } from '../../support/hostile-input.ts';
import { aConsumer, aProvider, tokenForm } from '../../support/token-applications.ts';
import { freePorts } from '../../support/free-ports.ts';
import { aTenant, startTokenServer, type TokenServer } from '../../support/token-server.ts';

let server: TokenServer;
afterEach(() => server.close());

async function start(ports?: TenantPorts, tenant: Partial<ServedTenant> = {}): Promise<void> {
  const applications = [aProvider(), aConsumer()];
  server = await startTokenServer({ ...(ports && { ports }), tenant: { applications, ...tenant } });
}
const ask = (scheme: 'http' | 'https') => server.post('/oauth2/token', tokenForm(), {}, scheme);
const said = () => server.said.filter(({ kind }) => kind === 'listening' || kind === 'not-listening');

async function occupied(port: number): Promise<Server> {
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((settle) => other.listen({ host: '127.0.0.1', port }, settle));
  return other;
}
const isReachable = (host: string, port: number) =>
  new Promise<boolean>((settle) => {
    const socket = connect({ host, port }, () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('connect', () => socket.destroy());
  });

/** Addresses in `/proc/net` on which sockets of this process listen. */
function listenedOn(pid: number): readonly string[] {
  const own = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => (cells[3] === '0A' || table.startsWith('udp')) && own.includes(`socket:[${cells[9] ?? ''}]`))
      .map((cells) => cells[1] ?? ''),
  );
}

describe('the addresses (T45)', () => {
  it('are reached from this machine’s loopback address, and by no other', async () => {
    await start();
    const others = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
    for (const port of Object.values(server.ports)) {
      expect(await isReachable('127.0.0.1', port)).toBe(true);
      for (const host of [...others.filter((address) => address !== '127.0.0.1'), '::1'])
        expect([host, await isReachable(host, port)]).toEqual([host, false]);
    }
  });

  it.runIf(existsSync('/proc/net/tcp'))('are all the process listens on', async () => {
    await start();
    const hex = (port: number) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    expect(listenedOn(server.wire.process?.pid ?? 0).toSorted()).toEqual(
      Object.values(server.ports).map(hex).toSorted(),
    );
  });

  it('go on without each other when a port is taken, and come back when it is free', async () => {
    const ports = await freePorts();
    const other = await occupied(ports.https);
    await start(ports);
    expect(said()).toEqual(
      expect.arrayContaining([
        { kind: 'listening', scheme: 'http', port: ports.http },
        { kind: 'not-listening', scheme: 'https', port: ports.https, trouble: 'port-in-use' },
      ]),
    );
    // Without https there is only one issuer.
    const { iss, ias_iss } = decodeJwt(String((await ask('http')).body['access_token']));
    expect([iss, ias_iss]).toEqual([server.origin('http'), server.origin('http')]);

    await new Promise((settle) => other.close(settle));
    await server.tell({ kind: 'listen', ports });
    expect((await ask('https')).status).toBe(200);
    expect(decodeJwt(String((await ask('http')).body['access_token']))['ias_iss']).toBe(server.origin('https'));
  });

  it('move to other ports, and leave the old ones', async () => {
    await start();
    const [before, ports] = [server.ports, await freePorts()];
    await server.tell({ kind: 'listen', ports });
    expect(await isReachable('127.0.0.1', ports.http)).toBe(true);
    expect(await isReachable('127.0.0.1', before.http)).toBe(false);
    expect(await isReachable('127.0.0.1', before.https)).toBe(false);
  });

  it('say so when a port cannot be, or the certificate does not fit', async () => {
    const ports = await freePorts();
    await start({ ...ports, https: 70_000 });
    expect(said()).toContainEqual({ kind: 'not-listening', scheme: 'https', port: 70_000, trouble: 'other' });
    expect((await ask('http')).status).toBe(200);
    await server.close();
    await start(ports, { tls: { certificate: 'none', privateKey: 'none' } });
    expect(said()).toContainEqual({ kind: 'not-listening', scheme: 'https', port: ports.https, trouble: 'other' });
    expect((await ask('http')).status).toBe(200);
  });
});

describe('a message that is none', () => {
  const kinds = [
    ...['serve', 'listen', 'put', 'drop', 'users', 'keys', 'lock', 'user-token', 'toString', ''],
    ...['administrator', 'directory-answer'],
  ];
  const members = [
    ...['tenant', 'ports', 'application', 'applicationId', 'users', 'keys', 'lock', 'consumerId', 'userId'],
    ...['administrator', 'call', 'answer'],
  ];
  const message = fc.oneof(
    shortHostileInput,
    fc.record({ id: fc.oneof(fc.nat(), shortHostileInput), kind: fc.constantFrom(...kinds) }),
    fc
      .tuple(fc.constantFrom(...kinds), fc.constantFrom(...members), shortHostileInput)
      .map(([kind, name, value]) => ({ id: 0, kind, [name]: value })),
  );

  it('does not end the process, and what was right before is right again', async () => {
    await start();
    const seed = Date.now() % 1_000_000_007;
    for (const each of fc.sample(message, { seed, numRuns: 500 })) {
      // What cannot be sent is no message.
      try {
        server.wire.post(each);
      } catch {
        continue;
      }
    }
    await server.tell({ kind: 'serve', tenant: await aTenant({ applications: [aProvider(), aConsumer()] }) });
    await server.tell({ kind: 'listen', ports: server.ports });
    expect({ seed, status: (await ask('http')).status }).toEqual({ seed, status: 200 });
    expect((await ask('https')).status).toBe(200);
    expect(server.said.filter(({ kind }) => kind === 'started')).toHaveLength(1);
  });

  it('gives an application that is none no answer but a fault', async () => {
    await start();
    const { id, clientId } = aConsumer();
    server.wire.post({ id: 1, kind: 'put', application: { id, clientId } });
    expect(await ask('http')).toMatchObject({
      status: 500,
      body: { error_description: 'The token could not be issued' },
    });
    await server.put(aConsumer());
    expect((await ask('http')).status).toBe(200);
  });
});
