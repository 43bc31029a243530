import * as v from 'valibot';
import { retryAfterIn } from '../../core/domain/directory-api/tenant-answer.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import { exchange } from '../outgoing/exchange.ts';
import { headerIn, jsonIn } from '../outgoing/incoming.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import type { KeptTenant } from './tenants-record.ts';

/** A token is asked for anew before the tenant could see it as expired; one of so short a life after half of it. */
const LEEWAY_MS = 60_000;
/** RFC 6749, 5.1: `expires_in` may be left out. */
const LIFETIME_S = 300;
/** How long an endpoint that is out of order is not asked again, should it not say so itself. */
const PAUSE_S = 30;
const PAUSE_MAXIMUM_S = 300;

const tokenShape = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,65536}$/)),
  expires_in: v.optional(v.number()),
});
const errorShape = v.object({ error: v.string() });

interface Asking {
  readonly clientId: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly proxyOf: ProxyOf | undefined;
}

export interface Token {
  readonly kind: 'token';
  readonly value: string;
  /** So long after it came it is asked for anew. */
  readonly lifetimeMs: number;
}

export type AskedForToken =
  | Token
  /** The client or its secret: wrong, or without the scope for tokens. It was a failed logon. */
  | { readonly kind: 'refused' }
  /** There is no endpoint, or it gives this client no token in this way. */
  | { readonly kind: 'none' }
  /** It is out of order, or what answers is something else. */
  | { readonly kind: 'no-answer'; readonly pauseMs: number };

/** Asks the tenant's own token endpoint. Nothing is thrown. */
export async function fetchToken(
  { origin, authority, confirmed }: KeptTenant,
  { clientId, secret, timeoutMs, clock, proxyOf }: Asking,
): Promise<AskedForToken> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  const got = await exchange({
    url: `${origin}/oauth2/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    authorities: authority ? [authority.pem] : [],
    addresses: confirmed.includes('private-address') ? 'any' : 'public',
    ...{ tooLarge: 'refuse', proxyOf, timeoutMs },
  });
  if (!got.ok) return { kind: 'no-answer', pauseMs: PAUSE_S * 1000 };
  const { status } = got.answer;
  const json = jsonIn(got.answer);
  const told = v.safeParse(tokenShape, json);
  if (status === 200 && told.success) return tokenOf(told.output);
  const error = v.safeParse(errorShape, json);
  if (status === 401 || (status === 400 && error.success && error.output.error === 'invalid_client'))
    return { kind: 'refused' };
  if (status === 404 || (status === 400 && error.success)) return { kind: 'none' };
  const pauseS = retryAfterIn(headerIn(got.answer, 'retry-after'), clock.now()) ?? PAUSE_S;
  return { kind: 'no-answer', pauseMs: Math.min(pauseS, PAUSE_MAXIMUM_S) * 1000 };
}

const tokenOf = ({
  access_token: value,
  expires_in: seconds = LIFETIME_S,
}: v.InferOutput<typeof tokenShape>): Token => ({
  ...{ kind: 'token', value, lifetimeMs: Math.max(seconds * 1000 - LEEWAY_MS, seconds * 500) },
});
