import type { IncomingMessage } from 'node:http';
import type { RequestReason } from '../../core/domain/token-request.ts';

const ONCE = ['host', 'authorization', 'content-type', 'content-length'];

/**
 * Every browser says where a request comes from in `Sec-Fetch-Site`, and no page can take that away (Fetch Metadata, 4). The `fetch`
 * of Node says only `Sec-Fetch-Mode: cors`; it is what many clients use, and no browser.
 */
const isOfBrowser = (name: string): boolean =>
  name === 'origin' || (name.startsWith('sec-fetch-') && name !== 'sec-fetch-mode');

/**
 * Why a request is not for us, whatever it asks: it means another host (DNS rebinding), it comes from a web page, or it says
 * something twice, of which Node would silently keep the first. Looks at the headers as they came. Undefined: let it through.
 */
export function turnedAway(request: IncomingMessage, port: number): RequestReason | undefined {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`);
  if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) return 'host-refused';
  if (names.some(isOfBrowser)) return 'browser-refused';
  if (ONCE.some((once) => names.filter((name) => name === once).length > 1)) {
    return names.filter((name) => name === 'host').length > 1 ? 'host-refused' : 'parameter-repeated';
  }
  return undefined;
}
