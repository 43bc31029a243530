import type { IncomingMessage } from 'node:http';
import type { RequestReason } from '../../core/domain/token-request.ts';

const FORM_MAXIMUM_BYTES = 8 * 1024;

export type Parameters = ReadonlyMap<string, string>;

export type Form =
  { readonly parameters: Parameters } | { readonly parameters?: never; readonly refused: RequestReason };

/** `application/x-www-form-urlencoded` in UTF-8 (RFC 6749, appendix B); every parameter once (3.2). */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const [type = '', ...rest] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return { refused: 'content-type-refused' };
  if (rest.some((each) => !/^\s*charset="?utf-8"?\s*$/i.test(each))) return { refused: 'content-type-refused' };
  const body = await readBody(request, FORM_MAXIMUM_BYTES);
  return body === undefined ? { refused: 'body-too-large' } : parseForm(body.toString('utf8'));
}

/**
 * Undefined for one that is longer than it may be; who sends it is not hung up on, but told so. By events: an iterator costs
 * several times as much.
 */
export function readBody(request: IncomingMessage, maximumBytes: number): Promise<Buffer | undefined> {
  return new Promise((settle, refuse) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > maximumBytes) settle(undefined);
      else parts.push(part);
    });
    request.once('end', () => settle(Buffer.concat(parts)));
    request.once('close', () => request.readableEnded || refuse(new Error('The client hung up.')));
  });
}

function parseForm(body: string): Form {
  const parameters = new Map<string, string>();
  for (const pair of body.split('&').filter((each) => each !== '')) {
    const [name, value] = [...split(pair)].map(formDecoded);
    if (name === undefined || value === undefined) return { refused: 'parameter-malformed' };
    if (parameters.has(name)) return { refused: 'parameter-repeated' };
    // RFC 6749, 3.2: a parameter without a value counts as left out; repeated, it still counts as repeated.
    parameters.set(name, value);
  }
  return { parameters };
}

function split(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

const ENCODED = /[+%]/;

/** Undefined for escapes that are none, or are not UTF-8; URLSearchParams would let both pass. */
export function formDecoded(text: string): string | undefined {
  if (!ENCODED.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
