export const REQUEST_OUTCOMES = ['granted', 'refused'] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/**
 * Why the local tenant refused a token request, exactly: for the person whose tenant it is. The caller gets one of the few words
 * of RFC 6749, 5.2 (and of RFC 8707), since the reason would tell a stranger which half of a guess was right.
 */
export const REQUEST_REASONS = [
  // The request as such
  'host-refused',
  'browser-refused',
  'method-refused',
  'content-type-refused',
  'body-too-large',
  'too-many-requests',
  'parameter-malformed',
  'parameter-repeated',
  // Who asks
  'authentication-missing',
  'authentication-malformed',
  'authentication-twice',
  'client-unknown',
  'client-locked',
  'secret-wrong',
  'secret-expired',
  'secret-without-scope',
  // What is asked for
  'grant-missing',
  'grant-unknown',
  'grant-not-allowed',
  'token-format-unknown',
  'resource-malformed',
  'dependency-unknown',
  'provider-unknown',
  'api-missing',
  'all-apis-for-users-only',
  // On whose behalf
  'assertion-missing',
  'assertion-malformed',
  'assertion-signature-wrong',
  'assertion-expired',
  'assertion-issuer-wrong',
  'assertion-audience-wrong',
  'assertion-revoked',
  'user-unknown',
  'server-fault',
] as const;
export type RequestReason = (typeof REQUEST_REASONS)[number];
