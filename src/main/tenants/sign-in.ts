import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { Credential, TenantParts } from '../directory/remote/tenant-parts.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import type { Credentials, SignInCredential } from './credentials.ts';
import type { SignInMemory } from './sign-in-memory.ts';
import type { KeptTenant } from './tenants-record.ts';
import { fetchToken, type Token } from './tenant-token.ts';

interface Parts {
  readonly tenant: KeptTenant;
  readonly credentials: Credentials;
  readonly memory: SignInMemory;
  readonly clock: Clock;
  readonly proxyOf?: ProxyOf | undefined;
}

/** SAP locks a client ID after five failed logons: what has been refused is not sent again at once. */
const REFUSED_MS = 60_000;
const REFUSED = fail({ code: 'tenant-credentials-refused', reply: { status: 401, message: '' } });
/** One that is refused as young as this never counted there, and neither would the next. */
const YOUNG_MS = 60_000;
/** Of the time that a request has: some is left for it when the token endpoint is silent. */
const TOKEN_SHARE = 0.6;

type SignInParts = Pick<TenantParts, 'authorize' | 'renew'>;

/**
 * Signs in to a tenant, each time a request is to be sent. Client ID and secret: a bearer token of the tenant's own token endpoint,
 * or Basic where it gives none (a secret may lack the scope for tokens). Nothing of it is kept but in memory.
 */
export function createSignIn(parts: Parts): SignInParts {
  const signIn = new SignIn(parts);
  return { authorize: (timeoutMs) => signIn.authorize(timeoutMs), renew: (refused) => signIn.renew(refused) };
}

class SignIn {
  readonly #parts: Parts;
  readonly #known: ReturnType<SignInMemory['of']>;
  #token: Kept | undefined;
  #asking: Promise<Result<Credential>> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#known = parts.memory.of(parts.tenant.credential);
  }

  /** Several requests at once ask for one token, and read the keychain once. */
  authorize(timeoutMs: number): Promise<Result<Credential>> {
    return (this.#asking ??= this.#authorize(timeoutMs).finally(() => (this.#asking = undefined)));
  }

  renew({ header }: Credential): boolean {
    const token = this.#token;
    if (header?.startsWith('Bearer ') === true) {
      // Another request may have been refused with it, too, and have got the next.
      if (token === undefined || header !== headerOf(token.token)) return true;
      this.#token = undefined;
      if (this.#ageOf(token) < YOUNG_MS) this.#known.next = 'basic';
      return true;
    }
    if (this.#parts.tenant.signIn.kind === 'client-secret') this.#known.next = 'token';
    this.#known.refusedUntil = this.#now() + REFUSED_MS;
    return false;
  }

  async #authorize(timeoutMs: number): Promise<Result<Credential>> {
    if (this.#now() < this.#known.refusedUntil) return REFUSED;
    // A token spares the keychain: reading a list is hundreds of requests.
    if (this.#token && this.#ageOf(this.#token) < this.#token.token.lifetimeMs) return ok(bearer(this.#token.token));
    const { tenant, credentials } = this.#parts;
    const kept = await credentials.read(tenant.credential);
    if (!kept.ok) return kept;
    const { value } = kept;
    const { signIn } = tenant;
    if (value.kind === 'certificate' || signIn.kind === 'certificate') return certified(value);
    if (signIn.kind === 'user-password') return ok(basic(signIn.userName, value.value, value.value));
    return this.#bearerOrBasic({ clientId: signIn.clientId, secret: value.value, timeoutMs: timeoutMs * TOKEN_SHARE });
  }

  async #bearerOrBasic(client: Client): Promise<Result<Credential>> {
    const known = this.#known;
    const { clientId, secret } = client;
    const asBasic = ok(basic(formEncoded(clientId), formEncoded(secret), secret));
    if (known.next === 'basic' || this.#now() < known.endpointUntil) return asBasic;
    const { tenant, clock, proxyOf } = this.#parts;
    const asked = await fetchToken(tenant, { ...client, clock, proxyOf });
    switch (asked.kind) {
      case 'token':
        known.next = 'both';
        this.#token = { token: asked, wall: this.#wall(), elapsed: this.#now() };
        return ok(bearer(asked));
      case 'no-answer':
        // Where nobody answers, Basic meets the same trouble and tells it.
        known.endpointUntil = this.#now() + asked.pauseMs;
        return asBasic;
      case 'refused': {
        const wasRefusedBefore = known.next === 'token';
        known.next = 'basic';
        if (!wasRefusedBefore) return asBasic;
        known.refusedUntil = this.#now() + REFUSED_MS;
        return REFUSED;
      }
      case 'none':
        known.next = 'basic';
        return asBasic;
    }
  }

  /** The longer of the two: one clock may be set back, and the other stands still while the machine sleeps. */
  #ageOf({ wall, elapsed }: Kept): number {
    return Math.max(this.#wall() - wall, this.#now() - elapsed);
  }

  #wall(): number {
    return this.#parts.clock.now().getTime();
  }

  #now(): number {
    return this.#parts.memory.elapsedMs();
  }
}

/** A token, and when it came. */
interface Kept {
  readonly token: Token;
  readonly wall: number;
  readonly elapsed: number;
}

interface Client {
  readonly clientId: string;
  readonly secret: string;
  readonly timeoutMs: number;
}

const headerOf = ({ value }: Token): string => `Bearer ${value}`;

const bearer = (token: Token): Credential => ({ header: headerOf(token), confidential: [token.value] });

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
