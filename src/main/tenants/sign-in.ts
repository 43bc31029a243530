import * as v from 'valibot';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { Credential, TenantParts } from '../directory/remote/tenant-parts.ts';
import { exchange } from '../outgoing/exchange.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import type { Credentials, SignInCredential } from './credentials.ts';
import type { KeptTenant } from './tenants-record.ts';

interface Parts {
  readonly tenant: KeptTenant;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly proxyOf?: ProxyOf | undefined;
}

/** A token is asked for anew before the tenant could see it as expired. */
const LEEWAY_MS = 60_000;
/** SAP locks a client ID after five failed logons: what has been refused is not sent again at once. */
const REFUSED_MS = 60_000;
const REFUSED = { status: 401, message: '' };
/** RFC 6749, 5.1: `expires_in` may be left out. */
const LIFETIME_S = 300;

const tokenShape = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,65536}$/)),
  expires_in: v.optional(v.number()),
});

type SignInParts = Pick<TenantParts, 'authorize' | 'renew'>;

/**
 * Signs in to a tenant, each time a request is to be sent. Client ID and secret: a bearer token of the tenant's own token endpoint,
 * or Basic where it gives none (a secret may lack the scope for tokens). Nothing of it is kept but in memory.
 */
export function createSignIn({ tenant, credentials, clock, proxyOf }: Parts): SignInParts {
  const { signIn } = tenant;
  let token: Token | undefined;
  let refusedUntil = 0;
  let asking: Promise<Result<Credential>> | undefined;
  let wantsBasic = false;

  async function bearerOrBasic(clientId: string, secret: string): Promise<Result<Credential>> {
    if (!wantsBasic) {
      const asked = await fetchToken(tenant, { clientId, secret, clock, proxyOf });
      token = typeof asked === 'object' ? asked : undefined;
      wantsBasic = asked === 'refused';
    }
    // Where nobody answers, Basic meets the same trouble and tells it.
    if (!token || wantsBasic) return ok(basic(formEncoded(clientId), formEncoded(secret), secret));
    return ok(bearer(token));
  }

  async function authorize(): Promise<Result<Credential>> {
    if (clock.now().getTime() < refusedUntil) return fail({ code: 'tenant-credentials-refused', reply: REFUSED });
    // A token spares the keychain: reading a list is hundreds of requests.
    if (token && token.until > clock.now().getTime()) return ok(bearer(token));
    const kept = await credentials.read(tenant.credential);
    if (!kept.ok) return kept;
    const { value } = kept;
    if (value.kind === 'certificate' || signIn.kind === 'certificate') return certified(value);
    if (signIn.kind === 'user-password') return ok(basic(signIn.userName, value.value, value.value));
    return bearerOrBasic(signIn.clientId, value.value);
  }

  return {
    // Several requests at once ask for one token, and read the keychain once.
    authorize: () => (asking ??= authorize().finally(() => (asking = undefined))),
    renew: () => {
      const hadToken = token !== undefined;
      token = undefined;
      if (!hadToken) refusedUntil = clock.now().getTime() + REFUSED_MS;
      return hadToken;
    },
  };
}

const bearer = ({ value }: Token): Credential => ({ header: `Bearer ${value}`, confidential: [value] });

function certified(credential: SignInCredential): Result<Credential> {
  if (credential.kind !== 'certificate') return fail({ code: 'credential-missing' });
  const { certificate, privateKey } = credential;
  return ok({ header: undefined, clientCertificate: { certificate, privateKey }, confidential: [privateKey] });
}

function basic(user: string, password: string, secret: string): Credential {
  // RFC 7617, 2.1: UTF-8.
  const pair = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  return { header: `Basic ${pair}`, confidential: [secret, pair] };
}

/** RFC 6749, 2.3.1 and Appendix B: a client's id and secret are encoded like members of a form before they become Basic. */
const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

interface Asked {
  readonly clientId: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly proxyOf: ProxyOf | undefined;
}

interface Token {
  readonly value: string;
  readonly until: number;
}

async function fetchToken(
  { origin, authority, confirmed }: KeptTenant,
  { clientId, secret, clock, proxyOf }: Asked,
): Promise<Token | 'refused' | 'no-answer'> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  const got = await exchange({
    url: `${origin}/oauth2/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    authorities: authority ? [authority.pem] : [],
    addresses: confirmed.includes('private-address') ? 'any' : 'public',
    ...{ tooLarge: 'refuse', proxyOf },
  });
  if (!got.ok || got.answer.status >= 500 || got.answer.status === 429) return 'no-answer';
  const told = v.safeParse(tokenShape, jsonIn(got.answer.body));
  if (got.answer.status !== 200 || !told.success) return 'refused';
  const lifetimeMs = (told.output.expires_in ?? LIFETIME_S) * 1000;
  return { value: told.output.access_token, until: clock.now().getTime() + lifetimeMs - LEEWAY_MS };
}

function jsonIn(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return parsed;
  } catch {
    return undefined;
  }
}
