import type { IncomingMessage } from 'node:http';
import { refusal, type Answer } from '../answer.ts';
import { refusedClient, type Answered } from '../answered.ts';
import { authenticate } from '../authenticate.ts';
import { revokeToken, type Tenant } from '../tenant.ts';
import { claimsOf } from '../token-state.ts';

/** `POST /oauth2/revoke` (RFC 7009). A token that is none, or is another client's, is answered as if it had been revoked (2.2). */
export async function answerRevocation(tenant: Tenant, request: IncomingMessage): Promise<Answer | Answered> {
  const who = await authenticate(tenant, request);
  if (!who.client) return refusedClient(who);
  const token = who.form.get('token');
  if (!token) return refusal({ reason: 'parameter-malformed' });
  const claims = await claimsOf(tenant, token);
  if (claims?.azp === who.client.clientId) revokeToken(tenant, claims);
  return { status: 200 };
}
