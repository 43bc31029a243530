import * as v from 'valibot';
import type { ServerAbsence } from '../../core/domain/check/check-step.ts';
import type { TokenAnswer } from '../../core/domain/check/token-answer.ts';
import { quotable } from '../../core/domain/directory-api/tenant-answer.ts';
import type { TokenEndpoint, TokenRequest } from '../../core/use-cases/check-ports.ts';
import { exchange, type Incoming, type Outgoing } from '../outgoing/exchange.ts';
import { jsonIn } from '../outgoing/incoming.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import { decodeToken, verifyToken, type FetchJson } from './token-signature.ts';

export interface TokenEndpointParts {
  /** Scheme, host and port, without a slash. */
  readonly origin: string;
  /** PEM of the one certificate that is trusted there. */
  readonly certificate?: string | undefined;
  /** PEM: with those of the runtime the only authorities that are believed there. */
  readonly authorities?: readonly string[] | undefined;
  /** `public`: the secret is sent to no address of this machine or of a private network. */
  readonly addresses?: Outgoing['addresses'];
  /** Why nobody we know listens there; asked before the secret is sent, since another program may have taken the port. */
  readonly absence: () => Promise<ServerAbsence | undefined>;
  readonly timeoutMs?: number;
  readonly proxyOf?: ProxyOf | undefined;
}

const tokenShape = v.object({ access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(64 * 1024)) });
const errorShape = v.object({
  error: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  error_description: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
});

/** A tenant's token endpoint over HTTP. Paths are those of SAP; the keys are where discovery says, at the same origin only. */
export function createTokenEndpoint(parts: TokenEndpointParts): TokenEndpoint {
  const { origin, certificate, authorities, addresses, absence, proxyOf } = parts;
  const trust = {
    ...{ certificate, authorities, addresses, proxyOf },
    timeoutMs: parts.timeoutMs ?? 15_000,
    tooLarge: 'refuse',
  } as const;
  const fetchJson: FetchJson = async (url) => {
    const got = await exchange({ ...trust, url, method: 'GET', headers: { accept: 'application/json' }, body: '' });
    if (!got.ok) return { ok: false, trouble: got.trouble };
    const json = got.answer.status === 200 ? jsonIn(got.answer) : undefined;
    return json === undefined ? { ok: false, trouble: 'not-keys' } : { ok: true, json };
  };
  return {
    origin,
    decode: decodeToken,
    verify: (token) => verifyToken(token, origin, fetchJson),
    fetchToken: async (request) => {
      const absent = await absence();
      if (absent) return { kind: 'server-absent', absence: absent };
      const got = await exchange({
        ...trust,
        url: `${origin}/oauth2/token`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: formOf(request),
      });
      return got.ok ? answerIn(got.answer, request.secret) : { kind: 'unreachable', trouble: got.trouble };
    },
  };
}

function formOf({ clientId, secret, resource }: TokenRequest): string {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  return new URLSearchParams(resource === null ? form : { ...form, resource }).toString();
}

function answerIn(answer: Incoming, secret: string): TokenAnswer {
  const { status } = answer;
  const json = jsonIn(answer);
  if (status === 200) {
    if (json === undefined) return { kind: 'not-understood', status };
    const token = v.safeParse(tokenShape, json);
    return token.success ? { kind: 'token', token: token.output.access_token } : { kind: 'no-token' };
  }
  const refusal = v.safeParse(errorShape, json);
  if (!refusal.success || status === 429) return { kind: 'not-understood', status };
  const { error, error_description: description } = refusal.output;
  // A tenant that repeats the request does not make the secret ours to show.
  const said = (text: string) => quotable(text, [secret, new URLSearchParams({ '': secret }).toString().slice(1)]);
  return {
    kind: 'refused',
    status,
    error: said(error),
    description: description === undefined ? null : said(description),
  };
}
