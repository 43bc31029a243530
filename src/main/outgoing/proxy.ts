import { inTime } from './in-time.ts';

/** What the system answers for an address, in the form of a PAC file: `DIRECT`, or `PROXY host:port; DIRECT`. */
export type ProxyOf = (url: string) => Promise<string>;

/** A program that connects to others for us (RFC 9110, 9.3.6). */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Whether it is spoken to over TLS. What goes to the server is encrypted either way. */
  readonly isEncrypted: boolean;
}

export interface AskingSystem {
  readonly proxyOf: ProxyOf;
  /** A PAC file that is fetched or runs for long keeps nobody waiting longer. */
  readonly timeoutMs: number;
}

const DEFAULT_PORTS = { PROXY: 80, HTTPS: 443 } as const;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The ways to an address, in the order to be tried; null: directly. Ways that are not known here (SOCKS) are left out, so that none
 * may remain. Throws when the system fails or does not answer in time.
 */
export async function waysTo(url: URL, { proxyOf, timeoutMs }: AskingSystem): Promise<readonly (Proxy | null)[]> {
  if (LOOPBACK.test(url.hostname)) return [null];
  const told = await inTime(proxyOf(url.origin), timeoutMs);
  return told
    .split(';')
    .map((way) => wayIn(way.trim()))
    .filter((way) => way !== undefined);
}

function wayIn(way: string): Proxy | null | undefined {
  if (way === 'DIRECT') return null;
  const [, kind, address = ''] = /^(PROXY|HTTPS) (\S+)$/.exec(way) ?? [];
  if (kind !== 'PROXY' && kind !== 'HTTPS') return undefined;
  const at = `http://${address}`;
  if (!URL.canParse(at)) return undefined;
  const { hostname, port } = new URL(at);
  // A URL leaves out the port 80.
  const isNamed = /:\d+$/.test(address);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: isNamed ? Number(port || 80) : DEFAULT_PORTS[kind],
    isEncrypted: kind === 'HTTPS',
  };
}
