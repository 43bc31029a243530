import type { ServerResponse } from 'node:http';
import { JSON_CONTENT_TYPE } from '../../core/domain/directory-api/wire.ts';
import { tokenErrorOf } from '../../core/domain/token/token-error.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refusal {
  readonly reason: RequestReason;
  /** The caller used Basic, so a 401 names it (RFC 6749, 5.2). */
  readonly basic?: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** RFC 6749, 5.2: the error in JSON, with its code and a sentence; the exact reason stays here. */
export function refusal({ reason, basic = false, retryAfter }: Refusal): Answer {
  const { status, error, description } = tokenErrorOf(reason);
  return {
    status,
    body: { ...(error === undefined ? {} : { error }), error_description: description },
    headers: {
      ...(status === 401 && basic ? { 'WWW-Authenticate': 'Basic realm="Local tenant", charset="UTF-8"' } : {}),
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    },
  };
}

/** RFC 6749, 5.1 asks for both headers against caches; `nosniff` keeps an error from being taken for a page. */
const ALWAYS = { 'Cache-Control': 'no-store', Pragma: 'no-cache', 'X-Content-Type-Options': 'nosniff' };

export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...ALWAYS,
    ...(body === undefined ? {} : { 'Content-Type': JSON_CONTENT_TYPE }),
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}
