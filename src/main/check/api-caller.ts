import type { ApiAnswer, ApiBody } from '../../core/domain/check/api-answer.ts';
import type { ApiHeader, ApiRequest } from '../../core/domain/check/api-request.ts';
import type { ApiCaller } from '../../core/use-cases/call-api.ts';
import { exchange, type Incoming } from '../outgoing/exchange.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';

interface Parts {
  /** Milliseconds from some fixed point, on a clock that nobody can set. */
  readonly elapsedMs: () => number;
  readonly timeoutMs?: number;
  readonly proxyOf?: ProxyOf | undefined;
  /** PEM of the one certificate that is trusted; without it the authorities of the runtime. */
  readonly certificateFor: (url: string) => string | undefined;
}

/** Calls APIs with the token as RFC 6750, 2.1 says. */
export const createApiCaller = ({ elapsedMs, timeoutMs, certificateFor, proxyOf }: Parts): ApiCaller => ({
  call: async (request, token): Promise<ApiAnswer> => {
    const began = elapsedMs();
    const { url, method, body } = request;
    const headers = headersOf(request, token);
    const certificate = certificateFor(url);
    const got = await exchange({
      ...{ url, method, body, headers, certificate, proxyOf, tooLarge: 'cut' },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const tookMs = Math.round(elapsedMs() - began);
    if (!got.ok) return { kind: 'failed', trouble: got.trouble, tookMs };
    const { status, headers: received } = got.answer;
    return { kind: 'answered', status, headers: received, body: bodyOf(got.answer), tookMs };
  },
});

function headersOf({ headers, body }: ApiRequest, token: string): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = { authorization: `Bearer ${token}` };
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const before = sent[key];
    sent[key] = before === undefined ? value : [before, value].flat();
  }
  if (body !== '' && !has(headers, 'content-type')) sent['content-type'] = 'application/json';
  if (!has(headers, 'accept')) sent['accept'] = '*/*';
  return sent;
}

const has = (headers: readonly ApiHeader[], name: string): boolean =>
  headers.some((header) => header.name.toLowerCase() === name);

function bodyOf({ body, cut }: Incoming): ApiBody {
  const bytes = body.length;
  const text = textIn(body, cut);
  return text === undefined ? { kind: 'binary', bytes, cut } : { kind: 'text', text, bytes, cut };
}

/** UTF-8 without NUL is text, whatever its type says. A cut may go through the middle of a character. */
function textIn(body: Buffer, cut: boolean): string | undefined {
  if (body.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: cut });
  } catch {
    return undefined;
  }
}
