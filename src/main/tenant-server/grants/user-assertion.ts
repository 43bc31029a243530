import { SCHEMES } from '../../../core/domain/local-tenant.ts';
import type { RequestReason } from '../../../core/domain/token-request.ts';
import type { Claims } from '../../../core/domain/token/claims.ts';
import { issuerAt } from '../tenant.ts';
import { isInForce } from '../token-state.ts';
import type { GrantRequest, OnBehalf } from './grant.ts';

const REFUSALS = {
  malformed: 'assertion-malformed',
  signature: 'assertion-signature-wrong',
  expired: 'assertion-expired',
} as const satisfies Record<string, RequestReason>;

/** A token of this tenant that a user's client holds and passes on: its audience must be the caller (SAP: "Principal Propagation"). */
export async function userBehind({ tenant, client }: GrantRequest, assertion: string): Promise<OnBehalf> {
  const verified = await tenant.keys.verify(assertion, tenant.now());
  if (!verified.claims) return { refused: REFUSALS[verified.refused] };
  // Signed by us, so it has the claims that we put in.
  const claims = verified.claims as unknown as Claims;
  const { iss, aud } = claims;
  if (!SCHEMES.some((scheme) => issuerAt(tenant, scheme) === iss)) return { refused: 'assertion-issuer-wrong' };
  if (aud !== client.clientId) return { refused: 'assertion-audience-wrong' };
  // A client is nobody, even if somebody has its id for a name.
  const user = claims.sap_id_type === 'user' ? tenant.state.userOf(claims) : undefined;
  if (!user) return { refused: 'user-unknown' };
  // What introspection calls inactive opens nothing either.
  return isInForce(tenant, claims) ? { flow: 'user', user, answer: {} } : { refused: 'assertion-revoked' };
}
