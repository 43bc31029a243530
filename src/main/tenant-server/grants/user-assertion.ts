import { SCHEMES } from '../../../core/domain/local-tenant.ts';
import type { RequestReason } from '../../../core/domain/token-request.ts';
import { issuerAt } from '../tenant.ts';
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
  const { iss, aud, jti } = verified.claims;
  if (!SCHEMES.some((scheme) => issuerAt(tenant, scheme) === iss)) return { refused: 'assertion-issuer-wrong' };
  if (![aud].flat().includes(client.clientId)) return { refused: 'assertion-audience-wrong' };
  if (jti !== undefined && tenant.issued.isRevoked(jti)) return { refused: 'assertion-revoked' };
  const user = tenant.state.userOf(verified.claims);
  return user ? { flow: 'user', user, answer: {} } : { refused: 'user-unknown' };
}
