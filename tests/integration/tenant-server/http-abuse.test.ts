import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsumer, aProvider, tokenForm } from '../../support/token-applications.ts';
import { fuzzHttp } from '../../support/http-fuzz.ts';
import { exchange, rawRequest, type Exchanged } from '../../support/raw-http.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';

const CASES = 320;
/** Its own limit is eight seconds, and Node's a minute or more; the rest is for a machine that is busy. */
const SLOW_MS = 25_000;

let server: TokenServer;
/** Begun first, since they take the longest; the rest goes on meanwhile. */
let slow: Readonly<Record<string, Promise<Exchanged>>>;

beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications: [aProvider(), aConsumer()] } });
  const { http, https } = server.ports;
  const host = ['Host', `127.0.0.1:${http}`] as const;
  const drops = (text: string) => ({ parts: [...text].map(String), pauseMs: 400, silenceMs: 40_000 });
  const head = rawRequest('POST /oauth2/token HTTP/1.1', [
    ...[host, ['Content-Length', '1000'] as const],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ]);
  slow = {
    'says nothing': exchange({ port: http, ...drops('') }),
    'says nothing over https': exchange({ port: https, ...drops('') }),
    'says its headers slowly': exchange({ port: http, ...drops(rawRequest('GET / HTTP/1.1', [host])) }),
    'says its body slowly': exchange({ port: http, ...drops('x'.repeat(1000)), parts: [head, ...'x'.repeat(100)] }),
    'never ends its headers': exchange({ port: http, parts: ['POST /oauth2/token HTTP/1.1\r\n'], silenceMs: 40_000 }),
  };
});
afterAll(() => server.close());

const status = async () => (await server.post('/oauth2/token', tokenForm())).status;

describe('the token server (T44)', () => {
  it('gives nothing to requests that are none, goes on, and answers others meanwhile', async () => {
    const seed = Date.now() % 1_000_000_007;
    const { wrong, tokens, honest } = await fuzzHttp(server, CASES, seed);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    expect(tokens).toBeGreaterThan(CASES / 20);
    expect(new Set(honest)).toEqual(new Set([200]));
    expect(server.wire.process?.exitCode).toBeNull();
  });

  it('would be caught giving tokens to whoever asks', async () => {
    const careless = createServer((_, response) => response.end('{"access_token":""}'));
    await new Promise<void>((settle) => careless.listen(0, '127.0.0.1', settle));
    const port = (careless.address() as AddressInfo).port;
    const told = () => Promise.resolve({ kind: 'done' as const, id: 1 });
    const post = (): ReturnType<TokenServer['post']> => server.post('/oauth2/token', tokenForm());
    const { wrong } = await fuzzHttp({ put: told, lock: told, post, ports: { http: port, https: port } }, 64, 1);
    expect(wrong.length).toBeGreaterThan(0);
    careless.closeAllConnections();
    careless.close();
  });

  it('survives a connection that is reset just when it is handed over', async () => {
    const host = ['Host', `127.0.0.1:${server.ports.http}`] as const;
    for (const line of ['CONNECT 127.0.0.1:1 HTTP/1.1', 'GET / HTTP/1.1'])
      for (let count = 0; count < 20; count += 1) {
        const parts = [rawRequest(line, [host, ['Connection', 'Upgrade'], ['Upgrade', 'websocket']])];
        await exchange({ port: server.ports.http, parts, reset: true });
      }
    expect(await status()).toBe(200);
    expect(server.wire.process?.exitCode).toBeNull();
  });

  it('is not impressed by other protocols on its addresses', async () => {
    const hello = Buffer.from('16030100c8010000c40303', 'hex');
    const plain = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    for (const port of Object.values(server.ports))
      for (const parts of [
        [hello],
        [plain],
        [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
        [Buffer.alloc(20_000, 0x16)],
      ])
        expect((await exchange({ port, parts })).text).not.toContain('access_token');
    expect(await status()).toBe(200);
  });

  it('is free of every slow connection by limits of its own', { timeout: 60_000 }, async () => {
    for (const [what, exchanged] of Object.entries(slow)) {
      const { ended, ms } = await exchanged;
      expect({ what, ended, isSoon: ms <= SLOW_MS }).toEqual({ what, ended: 'server', isSoon: true });
    }
  });

  it('answers while as many connections as it takes are held open, at both addresses', async () => {
    const held: Socket[] = [];
    for (const port of Object.values(server.ports))
      for (let count = 0; count < 100; count += 1) {
        const socket = connect({ host: '127.0.0.1', port });
        socket.on('error', () => undefined);
        held.push(socket);
        await new Promise((settle) => socket.once('connect', settle));
      }
    expect(await status()).toBe(200);
    expect((await server.post('/oauth2/token', tokenForm(), {}, 'https')).status).toBe(200);
    await expect.poll(() => held.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(128);
    for (const socket of held) socket.destroy();
  });
});
