import type { RequestReason } from '../token-request.ts';

/** RFC 6749, 5.2, and RFC 8707, 2. */
type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_target';

export interface TokenError {
  readonly status: 400 | 401 | 403 | 405 | 413 | 415 | 421 | 429 | 500;
  /** Absent where no OAuth error fits, since the request is none. */
  readonly error?: TokenErrorCode;
  readonly description: string;
}

/**
 * SAP's words for a client it does not know. A wrong secret and a locked client id get the same, so that nobody learns which half
 * of a guess was right (RFC 6819, 4.4.1.9); SAP's words for those are not known.
 */
const CLIENT: TokenError = { status: 401, error: 'invalid_client', description: 'Client not found' };

const request = (description: string): TokenError => ({ status: 400, error: 'invalid_request', description });
const target = (description: string): TokenError => ({ status: 400, error: 'invalid_target', description });
const ASSERTION: TokenError = { status: 400, error: 'invalid_grant', description: 'The assertion is not accepted' };
const UNKNOWN_TARGET = target('The resource is not known, or the client has no dependency on it');

/** What the caller is told; the exact reason is for the person whose tenant it is. */
const ERRORS: Readonly<Record<RequestReason, TokenError>> = {
  'host-refused': { status: 421, description: 'This server answers to its own address only' },
  'browser-refused': { status: 403, description: 'Requests of web pages are refused' },
  'method-refused': { status: 405, description: 'This method is not for this address' },
  'content-type-refused': {
    ...{ status: 415, error: 'invalid_request' },
    description: 'Use application/x-www-form-urlencoded',
  },
  'body-too-large': { status: 413, error: 'invalid_request', description: 'The body is too large' },
  'too-many-requests': { status: 429, description: 'Too many failed attempts; try again later' },
  'parameter-malformed': request('A parameter is malformed'),
  'parameter-repeated': request('A parameter is repeated'),
  'authentication-missing': CLIENT,
  // Also for another way than a secret: RFC 6749, 5.2, has the same for an "unsupported authentication method".
  'authentication-malformed': {
    ...{ status: 401, error: 'invalid_client' },
    description: 'The client authentication is malformed or not supported',
  },
  'authentication-twice': request('Use one way of client authentication'),
  'client-unknown': CLIENT,
  'client-locked': CLIENT,
  'secret-wrong': CLIENT,
  'secret-expired': CLIENT,
  'secret-without-scope': CLIENT,
  'grant-missing': request('grant_type is missing'),
  'grant-unknown': {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'This grant_type is not supported',
  },
  'grant-not-allowed': {
    status: 400,
    error: 'unauthorized_client',
    description: 'The client may not use this grant_type',
  },
  'token-format-unknown': request('token_format is jwt or opaque'),
  'resource-malformed': target('The resource is malformed'),
  'dependency-unknown': UNKNOWN_TARGET,
  'provider-unknown': UNKNOWN_TARGET,
  'api-missing': UNKNOWN_TARGET,
  'all-apis-for-users-only': target('This dependency is for tokens of users only'),
  'assertion-missing': request('The assertion is missing'),
  'assertion-malformed': ASSERTION,
  'assertion-signature-wrong': ASSERTION,
  'assertion-expired': ASSERTION,
  'assertion-issuer-wrong': ASSERTION,
  'assertion-audience-wrong': ASSERTION,
  'assertion-revoked': ASSERTION,
  'user-unknown': ASSERTION,
  'server-fault': { status: 500, description: 'The token could not be issued' },
};

export const tokenErrorOf = (reason: RequestReason): TokenError => ERRORS[reason];
