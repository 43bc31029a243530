import type { IncomingMessage } from 'node:http';
import type { Application } from '../../../core/domain/application.ts';
import type { Scheme } from '../../../core/domain/local-tenant.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import { parseResource } from '../../../core/domain/token/asked-resource.ts';
import { claimsFrom } from '../../../core/domain/token/claims.ts';
import { grantApis, type GrantedApis } from '../../../core/domain/token/granted-apis.ts';
import {
  formatFor,
  isGrantName,
  SERVED_GRANTS,
  tokenPolicyOf,
  type GrantName,
} from '../../../core/domain/token/token-policy.ts';
import type { RequestReason } from '../../../core/domain/token-request.ts';
import type { User } from '../../../core/domain/user.ts';
import { refusal } from '../answer.ts';
import { refusedClient, type Answered, type Told } from '../answered.ts';
import { authenticate, type Authenticated } from '../authenticate.ts';
import type { Parameters } from '../form.ts';
import { clientCredentials } from '../grants/client-credentials.ts';
import type { GrantRule } from '../grants/grant.ts';
import { jwtBearer } from '../grants/jwt-bearer.ts';
import { tokenExchange } from '../grants/token-exchange.ts';
import { issuerAt, tenantIssuer, type Tenant } from '../tenant.ts';
import { newTokenId } from '../token-id.ts';

const RULES: Readonly<Record<GrantName, GrantRule>> = {
  client_credentials: clientCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': jwtBearer,
  'urn:ietf:params:oauth:grant-type:token-exchange': tokenExchange,
};

/** `POST /oauth2/token` (RFC 6749, 3.2), step by step. */
export async function answerToken(tenant: Tenant, scheme: Scheme, request: IncomingMessage): Promise<Answered> {
  const who = await authenticate(tenant, request);
  if (!who.client) return refusedClient(who);
  const told = (reason: RequestReason | null): Told => ({ clientId: who.client.clientId, form: who.form, reason });
  const refuse = (reason: RequestReason): Answered => ({ answer: refusal({ reason }), told: told(reason) });

  const grant = grantAsked(who);
  if (!grant.name) return refuse(grant.refused);
  const format = formatAsked(who.form);
  if (format.refused) return refuse(format.refused);
  const behalf = await RULES[grant.name]({ tenant, ...who });
  if (!behalf.flow) return refuse(behalf.refused);
  const resource = who.form.get('resource');
  const asked = resource ? parseResource(resource) : undefined;
  if (resource && !asked) return refuse('resource-malformed');
  const granting = grantApis(asked, {
    ...{ consumer: who.client, flow: behalf.flow },
    application: (id) => tenant.state.application(id),
  });
  if (!granting.granted) return refuse(granting.refused);

  const { client, secret } = who;
  const wished = behalf.format ?? format.wished;
  const issue = { scheme, grant: grant.name, wished, client, secret, user: behalf.user, granted: granting.granted };
  return { answer: { status: 200, body: { ...(await issued(tenant, issue)), ...behalf.answer } }, told: told(null) };
}

type GrantAsked = { readonly name: GrantName } | { readonly name?: never; readonly refused: RequestReason };

function grantAsked({ form, client }: Authenticated): GrantAsked {
  const name = form.get('grant_type');
  if (!name) return { refused: 'grant-missing' };
  if (!isGrantName(name)) return { refused: 'grant-unknown' };
  return tokenPolicyOf(client).grants.includes(SERVED_GRANTS[name]) ? { name } : { refused: 'grant-not-allowed' };
}

type FormatAsked =
  { readonly wished: 'jwt' | 'opaque' | undefined; readonly refused?: never } | { readonly refused: RequestReason };

function formatAsked(form: Parameters): FormatAsked {
  const wished = form.get('token_format') || undefined;
  return wished === undefined || wished === 'jwt' || wished === 'opaque'
    ? { wished }
    : { refused: 'token-format-unknown' };
}

interface Issue {
  readonly scheme: Scheme;
  readonly grant: GrantName;
  readonly wished: 'jwt' | 'opaque' | undefined;
  readonly client: Application;
  readonly secret: Secret;
  readonly user: User | undefined;
  readonly granted: GrantedApis;
}

/** The lifetime is the consumer's setting, the format the provider's (SAP: "Configure Token Policy"). */
async function issued(tenant: Tenant, { scheme, grant, wished, client, secret, user, granted }: Issue) {
  const { lifetime } = tokenPolicyOf(client);
  const claims = claimsFrom({
    ...{
      issuer: issuerAt(tenant, scheme),
      tenantIssuer: tenantIssuer(tenant, scheme),
      user,
      lifetime,
      now: tenant.now(),
    },
    ...{ audience: granted.provider.clientId, consumer: client.clientId, apis: granted.apis },
    jti: newTokenId(secret.id, granted.dependencies),
  });
  const opaque = formatFor(grant, tokenPolicyOf(granted.provider), wished) === 'opaque';
  const token = opaque ? tenant.issued.keepOpaque(claims) : await tenant.keys.sign({ ...claims });
  return { access_token: token, token_type: 'Bearer', expires_in: lifetime };
}
