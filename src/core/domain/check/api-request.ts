import type { HeaderProblem, UrlProblem } from '../failure.ts';
import { fail, ok, type Result } from '../result.ts';
import { lengthOf } from '../text.ts';

export const API_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type ApiMethod = (typeof API_METHODS)[number];

/** A call as a person enters it. */
export interface TypedApiRequest {
  readonly url: string;
  readonly method: ApiMethod;
  /** One `Name: value` a line; empty lines are skipped. */
  readonly headers: string;
  readonly body: string;
}

export interface ApiHeader {
  readonly name: string;
  readonly value: string;
}

/** A call as it can be sent; the header `Authorization` is added by who has the token. */
export interface ApiRequest {
  readonly url: string;
  readonly method: ApiMethod;
  readonly headers: readonly ApiHeader[];
  readonly body: string;
}

const URL_MAXIMUM = 2_048;
const HEADERS_MAXIMUM = 8_192;
/** Bytes in UTF-8. */
export const API_BODY_MAXIMUM = 1024 * 1024;

// RFC 3986: scheme, userinfo, host (registered name, IPv4 or a literal in brackets), port, and the rest. Letters beyond ASCII are
// refused rather than encoded: a look-alike host must not pass unseen.
const SCHEME = /^https?:\/\//i;
const AUTHORITY = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?$/;
const REST = /^(?:[/?#](?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#[\]]|%[0-9A-Fa-f]{2})*)?$/;

/** Failures: field-empty, field-too-long, url-malformed. A fragment is not part of a request and is cut off. */
export function parseApiUrl(typed: string): Result<string> {
  const field = 'api-url';
  const url = typed.trim();
  const malformed = (problem: UrlProblem) => fail({ code: 'url-malformed', field, problem });
  if (url === '') return fail({ code: 'field-empty', field });
  if (url.length > URL_MAXIMUM)
    return fail({ code: 'field-too-long', field, limit: URL_MAXIMUM, length: lengthOf(url) });
  const scheme = SCHEME.exec(url)?.[0];
  if (scheme === undefined) return malformed('scheme');
  const authority = /^[^/?#\\]*/.exec(url.slice(scheme.length))?.[0] ?? '';
  if (authority.includes('@')) return malformed('user-info');
  if (!AUTHORITY.test(authority) || Number(/:(\d+)$/.exec(authority)?.[1] ?? 1) > 65_535) return malformed('host');
  const rest = url.slice(scheme.length + authority.length);
  if (!REST.test(rest)) return malformed('characters');
  return ok(`${scheme.toLowerCase()}${authority}${rest.split('#')[0] ?? ''}`);
}

/** Whether what is sent there stays on this machine, or is encrypted. */
export function isSentInClear(url: string): boolean {
  const host = /^http:\/\/(\[[^\]]*\]|[^:/?#]*)/i.exec(url.trim())?.[1]?.toLowerCase();
  return host !== undefined && !/^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
}

// RFC 9110: a token as name, visible ASCII with inner blanks as value. Without CR and LF no header can begin another one.
const NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const VALUE = /^[\t\x20-\x7E]*$/;
/** Ours, or the connection's; a second length or another host would make two requests of one (RFC 9112, 11.2). */
const RESERVED =
  /^(?:authorization|host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/i;

/** Failures: field-too-long, header-malformed (`line` counts from 1). */
export function parseApiHeaders(typed: string): Result<readonly ApiHeader[]> {
  const field = 'api-headers';
  const length = lengthOf(typed);
  if (length > HEADERS_MAXIMUM) return fail({ code: 'field-too-long', field, limit: HEADERS_MAXIMUM, length });
  const headers: ApiHeader[] = [];
  for (const [index, line] of typed.split(/\r\n|\n/).entries()) {
    if (line.trim() === '') continue;
    const header = parseHeader(line);
    if (typeof header === 'string') return fail({ code: 'header-malformed', field, line: index + 1, problem: header });
    headers.push(header);
  }
  return ok(headers);
}

function parseHeader(line: string): ApiHeader | HeaderProblem {
  const colon = line.indexOf(':');
  if (colon < 0) return 'form';
  const name = line.slice(0, colon);
  const value = line.slice(colon + 1).replaceAll(/^[ \t]+|[ \t]+$/g, '');
  if (!NAME.test(name)) return 'name';
  if (RESERVED.test(name)) return 'reserved';
  return VALUE.test(value) ? { name, value } : 'value';
}

const BODILESS: ReadonlySet<ApiMethod> = new Set(['GET', 'HEAD']);
export const hasBody = (method: ApiMethod): boolean => !BODILESS.has(method);

/** Failures: body-not-allowed, field-too-long (in bytes). */
export function parseApiBody(typed: string, method: ApiMethod): Result<string> {
  const field = 'api-body';
  if (typed !== '' && !hasBody(method)) return fail({ code: 'body-not-allowed', field, method });
  const length = utf8Length(typed);
  return length > API_BODY_MAXIMUM
    ? fail({ code: 'field-too-long', field, limit: API_BODY_MAXIMUM, length })
    : ok(typed);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Failures: those of its parts, the first one. */
export function parseApiRequest(typed: TypedApiRequest): Result<ApiRequest> {
  const url = parseApiUrl(typed.url);
  if (!url.ok) return url;
  const headers = parseApiHeaders(typed.headers);
  if (!headers.ok) return headers;
  const body = parseApiBody(typed.body, typed.method);
  if (!body.ok) return body;
  return ok({ url: url.value, method: typed.method, headers: headers.value, body: body.value });
}
