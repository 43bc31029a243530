import type { Claims } from '../../core/domain/token/claims.ts';
import { isStillGranted, provides } from '../../core/domain/token/granted-apis.ts';
import type { Tenant } from './tenant.ts';
import { restsOn, restsOnNone, secretHolds } from './token-id.ts';

/** The claims of a token of this tenant, if it still counts; undefined for every other text. */
export async function claimsInForce(tenant: Tenant, token: string): Promise<Claims | undefined> {
  const claims = await claimsOf(tenant, token);
  return claims && isInForce(tenant, claims) ? claims : undefined;
}

/** Of a token that this tenant has issued and that has not expired. */
export async function claimsOf(tenant: Tenant, token: string): Promise<Claims | undefined> {
  const opaque = tenant.issued.opaque(token);
  if (opaque) return opaque.exp * 1000 > tenant.now().getTime() ? opaque : undefined;
  const { claims } = await tenant.keys.verify(token, tenant.now());
  // Signed by us, so it has the claims that we put in; and for introspection a clock that is a minute off is no reason.
  const ours = claims as Claims | undefined;
  return ours && ours.exp * 1000 > tenant.now().getTime() ? ours : undefined;
}

/** Not revoked, and everything it rests on is still there: consumer, provider, secret, dependencies with their APIs, user. */
export function isInForce(tenant: Tenant, claims: Claims): boolean {
  const { azp, aud, jti, ias_apis: apis = [] } = claims;
  const consumer = tenant.state.client(azp);
  const provider = tenant.state.client(aud);
  if (!consumer || !provider || tenant.issued.isRevoked(jti)) return false;
  if (claims.sap_id_type === 'user' && !tenant.state.userOf(claims)) return false;
  if (!secretHolds(jti, consumer, tenant.now())) return false;
  if (restsOnNone(jti)) return apis.every((api) => provides(provider, api));
  const restedOn = consumer.consumedApis.filter((each) => each.providerClientId === aud && restsOn(jti, each.name));
  return apis.every((api) => isStillGranted(api, provider, restedOn));
}
