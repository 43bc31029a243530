import type { IncomingMessage } from 'node:http';
import type { RequestReason } from '../../core/domain/token-request.ts';

/** `host` first: it is what counts when several are repeated. */
const ONCE = ['host', 'authorization', 'content-type', 'content-length'];

/**
 * Of a browser's own headers no page can take one away. Only `Sec-Fetch-Mode: cors` on its own is let through: Node's `fetch`
 * sends it, and with it many clients, while a browser says `Origin` and `Sec-Fetch-Site` wherever it says that (Fetch Standard).
 */
const isOfBrowser = (name: string, value: string): boolean =>
  name === 'origin' || (name.startsWith('sec-fetch-') && !(name === 'sec-fetch-mode' && value === 'cors'));

/**
 * Why a request is not for us, whatever it asks: it means another host (DNS rebinding), it comes from a web page, or it says
 * something twice, of which Node would silently keep the first. Looks at the headers as they came. Undefined: let it through.
 */
export function turnedAway(request: IncomingMessage, port: number): RequestReason | undefined {
  const { rawHeaders, httpVersion } = request;
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`);
  if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) return 'host-refused';
  // Node's parser takes HTTP/0.9 and HTTP/2.0 in the form of HTTP/1.1, too.
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'parameter-malformed';
  if (names.some((name, index) => isOfBrowser(name, rawHeaders[2 * index + 1] ?? ''))) return 'browser-refused';
  const repeated = ONCE.find((once) => names.indexOf(once) !== names.lastIndexOf(once));
  if (repeated === undefined) return undefined;
  return repeated === 'host' ? 'host-refused' : 'parameter-repeated';
}
