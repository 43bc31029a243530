import { claimsFrom } from '../../../core/domain/token/claims.ts';
import { tokenPolicyOf } from '../../../core/domain/token/token-policy.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import type { UserId } from '../../../core/domain/user.ts';
import { tenantIssuer, type Tenant } from '../tenant.ts';
import { newTokenId } from '../token-id.ts';

/** As if the user had logged on to the consumer: a token with it as audience, which it may exchange. Null: one of the two is unknown. */
export async function userToken(
  tenant: Tenant,
  asked: { readonly consumerId: ApplicationId; readonly userId: UserId },
): Promise<string | null> {
  const consumer = tenant.state.application(asked.consumerId);
  const user = tenant.state.user(asked.userId);
  if (!consumer || !user) return null;
  const claims = claimsFrom({
    ...{ issuer: tenantIssuer(tenant, 'http'), tenantIssuer: tenantIssuer(tenant, 'http'), user, now: tenant.now() },
    ...{ audience: consumer.clientId, consumer: consumer.clientId, apis: [] },
    ...{ jti: newTokenId(undefined, []), lifetime: tokenPolicyOf(consumer).lifetime },
  });
  return tenant.keys.sign({ ...claims });
}
