import type * as Dns from 'node:dns';
import { createServer, type AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchange } from './exchange.ts';
import { peek } from './peek.ts';

type Addresses = readonly { readonly address: string; readonly family: number }[];
let answers: Addresses[];
let lookups: number;

// Only what a name leads to is played; everything else of the connection is real.
vi.mock('node:dns', async (original) => ({
  ...(await original<typeof Dns>()),
  lookup: (_name: string, _options: object, answer: (error: Error | null, found: Addresses) => void) => {
    lookups += 1;
    answer(null, answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? []));
  },
}));

const LOOPBACK = { address: '127.0.0.1', family: 4 };
const PUBLIC = { address: '192.31.196.1', family: 4 };
beforeEach(() => ([answers, lookups] = [[[LOOPBACK]], 0]));

async function listening() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return { port: (server.address() as AddressInfo).port, connections: () => connections, end: () => server.close() };
}

const ask = (url: string, addresses?: 'public' | 'any') =>
  exchange({ url, addresses, method: 'GET', headers: {}, body: '', tooLarge: 'refuse', timeoutMs: 700 });

describe('a request that may go to public addresses only', () => {
  it.each([
    ['loopback', [LOOPBACK]],
    ['a private network', [{ address: '10.0.0.1', family: 4 }]],
    ['the metadata of a cloud', [{ address: '169.254.169.254', family: 4 }]],
    ['IPv6 on this machine', [{ address: '::1', family: 6 }]],
    ['public and private ones', [PUBLIC, LOOPBACK]],
  ])('is not sent where the name leads to %s', async (_, found) => {
    const { port, connections, end } = await listening();
    answers = [found];
    expect(await ask(`http://tenant.example:${port}/`, 'public')).toEqual({ ok: false, trouble: 'address-private' });
    const peeked = await peek({ origin: `https://tenant.example:${port}`, authorities: [], addresses: 'public' });
    expect(peeked).toEqual({ kind: 'no-answer', trouble: 'address-private' });
    expect(connections()).toBe(0);
    end();
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://0x7f.1:1/',
    'http://2130706433:1/',
    'http://[::ffff:7f00:1]:1/',
  ])('is not sent to %s, which is looked up by nobody', async (url) => {
    expect(await ask(url, 'public')).toEqual({ ok: false, trouble: 'address-private' });
    expect(lookups).toBe(0);
  });

  it('goes to the address that was judged, though the name leads elsewhere a moment later', async () => {
    const { port, connections, end } = await listening();
    answers = [[PUBLIC], [LOOPBACK]];
    const got = await ask(`http://tenant.example:${port}/`, 'public');
    // Nobody can be reached there from a test; what counts is that nothing came here.
    expect([got.ok, lookups, connections()]).toEqual([false, 1, 0]);
    end();
  });

  it('is the only one that is judged (control): any other goes where its name leads', async () => {
    const { port, connections, end } = await listening();
    const { hostname } = new URL(`http://localhost:${port}/`);
    expect((await ask(`http://${hostname}:${port}/`, 'any')).ok).toBe(false);
    expect(connections()).toBeGreaterThan(0);
    end();
  });
});
