import type { RequestReason } from '../../core/domain/token-request.ts';

/** Why the local tenant refused a token request, exactly; the caller was told less. */
export const REQUEST_REASON_WORDS: Readonly<Record<RequestReason, string>> = {
  'host-refused': 'The request named another host than this machine’s own address.',
  'browser-refused': 'The request came from a web page.',
  'method-refused': 'The token endpoint takes POST without a query only.',
  'content-type-refused': 'The content type was not application/x-www-form-urlencoded.',
  'body-too-large': 'The body was larger than 8 KiB.',
  'too-many-requests': 'Too many logons failed in a short time.',
  'parameter-malformed': 'A parameter was malformed, or its type not supported.',
  'parameter-repeated': 'A parameter or a header stood in the request twice.',
  'authentication-missing': 'The client ID or the client secret was missing.',
  'authentication-malformed': 'The client authentication was malformed, or of a kind that is not offered.',
  'authentication-twice': 'There were two ways of client authentication, or two client IDs.',
  'client-unknown': 'There is no application with this client ID.',
  'client-locked': 'The client ID is locked after five failed logons.',
  'secret-wrong': 'The client secret was wrong, or has been removed.',
  'secret-expired': 'The client secret has expired.',
  'secret-without-scope': 'The client secret does not have the scope OpenID.',
  'grant-missing': 'The parameter grant_type was missing.',
  'grant-unknown': 'There is no such grant type here.',
  'grant-not-allowed': 'The token policy of the application does not allow this grant type.',
  'token-format-unknown': 'The parameter token_format was neither jwt nor opaque.',
  'resource-malformed': 'The resource was none that names a dependency or a provider.',
  'dependency-unknown': 'The application has no such dependency.',
  'provider-unknown': 'The application that provided the API does not exist any more.',
  'api-missing': 'The provider does not provide the API any more.',
  'all-apis-for-users-only': 'A dependency on all APIs gives tokens for users only.',
  'assertion-missing': 'The user’s token was missing.',
  'assertion-malformed': 'The user’s token was no token of this tenant.',
  'assertion-signature-wrong': 'The signature of the user’s token was wrong.',
  'assertion-expired': 'The user’s token has expired.',
  'assertion-issuer-wrong': 'The user’s token was issued by somebody else.',
  'assertion-audience-wrong': 'The user’s token was for another application.',
  'assertion-revoked': 'The user’s token has been revoked.',
  'user-unknown': 'The user does not exist in the local tenant.',
  'server-fault': 'The token endpoint failed. This is a fault of Trust Desk.',
};

/** The last part of the long names of OAuth's grants. */
export const grantWord = (grant: string | null): string => (grant === null ? '–' : (grant.split(':').at(-1) ?? grant));
