import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { NetworkTrouble } from '../../core/domain/check/network-trouble.ts';
import { refusePrivateLiteral } from './public-addresses.ts';
import { waysTo, type AskingSystem, type Proxy, type ProxyOf } from './proxy.ts';
import { trusting } from './trusting.ts';

/** How to get to a server; without a socket directly. What it took to find out is gone from `leftMs`. */
export type Way =
  | { readonly ok: true; readonly socket: Socket | undefined; readonly leftMs: number }
  | { readonly ok: false; readonly trouble: NetworkTrouble };

interface Asked {
  readonly proxyOf: ProxyOf | undefined;
  readonly addresses: 'any' | 'public' | undefined;
  /** PEM: believed of an encrypted proxy, too; a company's is seldom known to the public. */
  readonly authorities: readonly string[] | undefined;
  readonly timeoutMs: number;
}

const REFUSED: Way = { ok: false, trouble: 'proxy-refused' };

/**
 * A connection to the server of an https address by the ways that the system names for it, one after the other until one is there;
 * TLS with the server goes through it, so a proxy learns host and port and nothing else. Nothing is thrown.
 */
export async function wayTo(url: URL, { proxyOf, addresses, authorities = [], timeoutMs }: Asked): Promise<Way> {
  if (!proxyOf || url.protocol !== 'https:') return { ok: true, socket: undefined, leftMs: timeoutMs };
  try {
    // Not even a proxy is asked for it.
    if (addresses === 'public') refusePrivateLiteral(url.hostname);
  } catch {
    return { ok: false, trouble: 'address-private' };
  }
  try {
    return await firstOf(url, { proxyOf, authorities, timeoutMs });
  } catch {
    return REFUSED;
  }
}

interface Authorities {
  readonly authorities: readonly string[];
}

async function firstOf(url: URL, asking: Authorities & AskingSystem): Promise<Way> {
  const ends = performance.now() + asking.timeoutMs;
  const leftMs = () => Math.max(1, ends - performance.now());
  const ways = await waysTo(url, asking);
  for (const [index, way] of ways.entries()) {
    if (way === null) return { ok: true, socket: undefined, leftMs: leftMs() };
    // What is silent takes its share of the time, not that of the ways after it.
    const tried = await connected(way, {
      url,
      authorities: asking.authorities,
      timeoutMs: leftMs() / (ways.length - index),
    });
    if (tried === 'refused') return REFUSED;
    if (tried !== 'not-there') return { ok: true, socket: tried, leftMs: leftMs() };
  }
  return REFUSED;
}

interface Connecting extends Authorities {
  readonly url: URL;
  readonly timeoutMs: number;
}

/** A proxy that answers and refuses has decided, and no other is asked. */
function connected(proxy: Proxy, connecting: Connecting): Promise<Socket | 'refused' | 'not-there'> {
  return new Promise((settle) => {
    const sent = asking(proxy, connecting);
    const timer = setTimeout(() => {
      settle('not-there');
      sent.destroy();
    }, connecting.timeoutMs);
    sent.once('connect', ({ statusCode }, socket, head) => {
      clearTimeout(timer);
      // A server says nothing before it is spoken to.
      if (statusCode === 200 && head.length === 0) {
        settle(socket);
        return;
      }
      socket.destroy();
      settle('refused');
    });
    sent.once('error', () => {
      clearTimeout(timer);
      settle('not-there');
    });
    sent.end();
  });
}

function asking({ host, port, isEncrypted }: Proxy, { url, authorities }: Connecting) {
  const authority = `${url.hostname}:${url.port || '443'}`;
  const options = { ...{ host, port, method: 'CONNECT', path: authority }, headers: { host: authority }, agent: false };
  if (!isEncrypted) return requestHttp(options);
  return requestHttps({ ...options, ...{ rejectUnauthorized: true, secureContext: trusting({ authorities }) } });
}
