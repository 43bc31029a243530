import type { IncomingMessage } from 'node:http';
import type { Scheme } from '../../../core/domain/local-tenant.ts';
import { SERVED_GRANTS } from '../../../core/domain/token/token-policy.ts';
import type { Answer } from '../answer.ts';
import { issuerAt, type Tenant } from '../tenant.ts';

/** A client of SAP says who it is; one that is not known there is told so. */
const UNKNOWN_CLIENT: Answer = {
  status: 400,
  body: { error: 'invalid_request', error_description: 'The client is not known' },
};

/**
 * `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0, RFC 8414), for the address it was asked at. SAP takes a
 * `client_id` (or `appid`), since an application may have an issuer of its own; here all have the same.
 */
export function answerDiscovery(tenant: Tenant, scheme: Scheme, query: URLSearchParams): Answer {
  const client = query.get('client_id') ?? query.get('appid');
  if (client !== null && !tenant.state.client(client)) return UNKNOWN_CLIENT;
  const issuer = issuerAt(tenant, scheme);
  return {
    status: 200,
    body: {
      issuer,
      token_endpoint: `${issuer}/oauth2/token`,
      jwks_uri: `${issuer}/oauth2/certs`,
      introspection_endpoint: `${issuer}/oauth2/introspect`,
      revocation_endpoint: `${issuer}/oauth2/revoke`,
      grant_types_supported: Object.keys(SERVED_GRANTS),
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      // Nobody logs on here: there is no authorization endpoint, and so no response type.
      response_types_supported: [],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['iss', 'ias_iss', 'sub', 'aud', 'azp', 'iat', 'exp', 'jti', 'ias_apis', 'sap_id_type'],
    },
  };
}

/** `GET /oauth2/certs` (RFC 7517). @sap/xssec says for whom it asks, as SAP's tenants want it. */
export function answerCerts(tenant: Tenant, request: IncomingMessage): Answer {
  const client = request.headers['x-client_id'];
  if (typeof client === 'string' && !tenant.state.client(client)) return UNKNOWN_CLIENT;
  return { status: 200, body: tenant.keys.jwks(tenant.now()) };
}
