import type { IncomingMessage } from 'node:http';
import type { ApiError } from '../../core/domain/directory-api/api-error.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';
import { tryCredentials } from './authenticate.ts';
import { parseBasic } from './client-authentication.ts';
import type { Tenant } from './tenant.ts';
import { claimsInForce } from './token-state.ts';

interface NotAllowed {
  readonly allowed: false;
  readonly error: ApiError;
  readonly headers: Readonly<Record<string, string>>;
  /** Told to the owner: somebody guesses. */
  readonly guess?: { readonly clientId: string; readonly reason: RequestReason };
}

type Authorization = { readonly allowed: true } | NotAllowed;

const UNAUTHORIZED: ApiError = { status: 401, message: 'Authentication is needed.' };
const FORBIDDEN: ApiError = { status: 403, message: 'The client may not manage applications.' };
const TOO_MANY: ApiError = { status: 429, message: 'Too many failed attempts; try again later.' };
const CHALLENGE = 'Basic realm="Local tenant", charset="UTF-8", Bearer realm="Local tenant"';

const unauthorized: NotAllowed = {
  ...{ allowed: false, error: UNAUTHORIZED },
  headers: { 'WWW-Authenticate': CHALLENGE },
};
const forbidden: NotAllowed = { allowed: false, error: FORBIDDEN, headers: {} };

/** Basic with client ID and secret, or a token of the own token endpoint: only the administrator may (403 for other clients). */
export async function authorizeAdministrator(tenant: Tenant, request: IncomingMessage): Promise<Authorization> {
  const { authorization = '' } = request.headers;
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization)?.[1];
  return token === undefined ? byCredentials(tenant, authorization) : byToken(tenant, token);
}

function byCredentials(tenant: Tenant, authorization: string): Authorization {
  const credentials = parseBasic(authorization);
  if (!credentials) return unauthorized;
  const { clientId } = credentials;
  const judged = tryCredentials(tenant, credentials);
  if ('retryAfter' in judged) {
    const headers = { 'Retry-After': String(judged.retryAfter) };
    return { allowed: false, error: TOO_MANY, headers, guess: { clientId, reason: 'too-many-requests' } };
  }
  if (judged.secret) return tenant.state.isAdministrator(judged.client) ? { allowed: true } : forbidden;
  // The right secret of a client that may not ask for tokens: known, and not allowed either.
  if (judged.refused === 'secret-without-scope') return forbidden;
  return { ...unauthorized, guess: { clientId, reason: judged.refused } };
}

async function byToken(tenant: Tenant, token: string): Promise<Authorization> {
  const claims = await claimsInForce(tenant, token);
  if (!claims) {
    const headers = { 'WWW-Authenticate': 'Bearer realm="Local tenant", error="invalid_token"' };
    return { ...unauthorized, headers };
  }
  // Its own, and for nobody else: not one that it could have been handed by another client.
  const { azp, aud, sap_id_type: type } = claims;
  const owner = tenant.state.client(azp);
  const isAllowed = owner !== undefined && tenant.state.isAdministrator(owner) && aud === azp && type === 'app';
  return isAllowed ? { allowed: true } : forbidden;
}
