import type * as Dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as IpAddress from '../../core/domain/ip-address.ts';
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
/** Of this machine too: no test speaks to anybody else. */
const PUBLIC = { address: '127.0.0.2', family: 4 };

vi.mock('../../core/domain/ip-address.ts', async (original) => {
  const { isPrivateAddress, ...others } = await original<typeof IpAddress>();
  return { ...others, isPrivateAddress: (address: string) => address !== PUBLIC.address && isPrivateAddress(address) };
});

beforeEach(() => ([answers, lookups] = [[[LOOPBACK]], 0]));

async function listening({ port, address } = { port: 0, address: LOOPBACK.address }) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(port, address);
  await once(server, 'listening');
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
    const elsewhere = await listening();
    const judged = await listening({ port: elsewhere.port, address: PUBLIC.address });
    answers = [[PUBLIC], [LOOPBACK]];
    const got = await ask(`http://tenant.example:${judged.port}/`, 'public');
    expect([got.ok, lookups, judged.connections(), elsewhere.connections()]).toEqual([false, 1, 1, 0]);
    answers = [[PUBLIC], [LOOPBACK]];
    await peek({ origin: `https://tenant.example:${judged.port}`, authorities: [], addresses: 'public' });
    expect([lookups, judged.connections(), elsewhere.connections()]).toEqual([2, 2, 0]);
    [elsewhere, judged].forEach(({ end }) => end());
  });

  it('is the only one that is judged (control): any other goes where its name leads', async () => {
    const { port, connections, end } = await listening();
    const { hostname } = new URL(`http://localhost:${port}/`);
    expect((await ask(`http://${hostname}:${port}/`, 'any')).ok).toBe(false);
    expect(connections()).toBeGreaterThan(0);
    end();
  });
});
