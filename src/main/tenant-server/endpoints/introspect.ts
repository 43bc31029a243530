import type { IncomingMessage } from 'node:http';
import { refusal, type Answer } from '../answer.ts';
import { refusedClient, type Answered } from '../answered.ts';
import { authenticate } from '../authenticate.ts';
import type { Tenant } from '../tenant.ts';
import { claimsInForce } from '../token-state.ts';

/** `POST /oauth2/introspect` (RFC 7662). Only who a token is for, or who got it, learns anything; to others it is not active. */
export async function answerIntrospection(tenant: Tenant, request: IncomingMessage): Promise<Answer | Answered> {
  const who = await authenticate(tenant, request);
  if (!who.client) return refusedClient(who);
  const token = who.form.get('token');
  if (!token) return refusal({ reason: 'parameter-malformed' });
  const claims = await claimsInForce(tenant, token);
  const { clientId } = who.client;
  if (!claims || (claims.aud !== clientId && claims.azp !== clientId)) return { status: 200, body: { active: false } };
  return { status: 200, body: { active: true, client_id: claims.azp, token_type: 'Bearer', ...claims } };
}
