/** What the system answers for an address, in the form of a PAC file: `DIRECT`, or `PROXY host:port; DIRECT`. */
export type ProxyOf = (url: string) => Promise<string>;

/** A program that connects to others for us (RFC 9110, 9.3.6). */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Whether it is spoken to over TLS. What goes to the server is encrypted either way. */
  readonly isEncrypted: boolean;
}

const DEFAULT_PORTS = { PROXY: 80, HTTPS: 443 } as const;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A proxy for an address; null for none; undefined where there are only ways that are not known here (SOCKS). */
export async function proxyFor(url: URL, proxyOf: ProxyOf): Promise<Proxy | null | undefined> {
  if (LOOPBACK.test(url.hostname)) return null;
  const ways = (await proxyOf(url.origin)).split(';').map((way) => way.trim());
  return ways.map(wayIn).find((way) => way !== undefined);
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
