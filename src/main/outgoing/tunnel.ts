import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { NetworkTrouble } from '../../core/domain/check/network-trouble.ts';
import { proxyFor, type Proxy, type ProxyOf } from './proxy.ts';
import { trusting } from './trusting.ts';

/** How to get to a server: undefined is directly. */
export type Way =
  { readonly ok: true; readonly socket: Socket | undefined } | { readonly ok: false; readonly trouble: NetworkTrouble };

interface Asked {
  readonly proxyOf: ProxyOf | undefined;
  readonly timeoutMs: number;
}

const DIRECT: Way = { ok: true, socket: undefined };
const REFUSED: Way = { ok: false, trouble: 'proxy-refused' };

/**
 * A connection to the server of an https address through the proxy that the system names for it; TLS with the server goes through
 * it, so the proxy learns host and port and nothing else. Nothing is thrown.
 */
export async function wayTo(url: URL, { proxyOf, timeoutMs }: Asked): Promise<Way> {
  if (!proxyOf || url.protocol !== 'https:') return DIRECT;
  try {
    const proxy = await proxyFor(url, proxyOf);
    if (proxy === null) return DIRECT;
    return proxy === undefined ? REFUSED : await connected(proxy, { url, timeoutMs });
  } catch {
    return REFUSED;
  }
}

function connected(
  { host, port, isEncrypted }: Proxy,
  { url, timeoutMs }: { readonly url: URL; readonly timeoutMs: number },
): Promise<Way> {
  const authority = `${url.hostname}:${url.port || '443'}`;
  const options = { ...{ host, port, method: 'CONNECT', path: authority }, headers: { host: authority }, agent: false };
  return new Promise((settle) => {
    const sent = isEncrypted
      ? requestHttps({ ...options, ...{ rejectUnauthorized: true, secureContext: trusting({ authorities: [] }) } })
      : requestHttp(options);
    const timer = setTimeout(() => {
      settle({ ok: false, trouble: 'timed-out' });
      sent.destroy();
    }, timeoutMs);
    sent.once('connect', ({ statusCode }, socket, head) => {
      clearTimeout(timer);
      // A server says nothing before it is spoken to.
      if (statusCode === 200 && head.length === 0) {
        settle({ ok: true, socket });
        return;
      }
      socket.destroy();
      settle(REFUSED);
    });
    sent.once('error', () => {
      clearTimeout(timer);
      settle(REFUSED);
    });
    sent.end();
  });
}
