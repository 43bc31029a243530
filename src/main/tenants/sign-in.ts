import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { SignIn as SignInOfTenant } from '../../core/domain/tenant.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { Credential, Heard, TenantParts } from '../directory/remote/tenant-parts.ts';
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
/** And when another request that goes first is slow. */
const WAITING_SHARE = 0.8;
const LATE = fail({ code: 'tenant-unreachable', trouble: 'timed-out' });

type SignInParts = Pick<TenantParts, 'authorize' | 'heard'>;

/**
 * Signs in to a tenant, each time a request is to be sent. Client ID and secret: a bearer token of the tenant's own token endpoint,
 * or Basic where it gives none (a secret may lack the scope for tokens). Nothing of it is kept but in memory.
 *
 * Requests that are sent at once would each cost a failed logon. So a token is asked for by one of them at a time, and one goes
 * first with Basic until one was accepted; the others wait, also those of another test or opening, and are not sent should it be
 * refused. A certificate names no client ID that could be locked: nobody waits for it.
 */
export function createSignIn(parts: Parts): SignInParts {
  const signIn = new SignIn(parts);
  return {
    authorize: (timeoutMs) => signIn.authorize(timeoutMs),
    heard: (credential, heard) => signIn.heard(credential, heard),
  };
}

class SignIn {
  readonly #parts: Parts;
  readonly #known: ReturnType<SignInMemory['of']>;
  #token: Kept | undefined;
  #reading: ReturnType<Credentials['read']> | undefined;
  /** The credential that goes first, if it is one of these. */
  #first: { readonly credential: Credential; readonly end: () => void } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#known = parts.memory.of(parts.tenant.credential);
  }

  async authorize(timeoutMs: number): Promise<Result<Credential>> {
    const ends = performance.now() + timeoutMs;
    const known = this.#fromMemory();
    if (known) return known;
    const kept = await this.#read();
    if (!kept.ok) return kept;
    const { value } = kept;
    const { signIn } = this.#parts.tenant;
    if (value.kind === 'certificate' || signIn.kind === 'certificate') return certified(value);
    const waitsUntil = ends - timeoutMs * (1 - WAITING_SHARE);
    do {
      const got = this.#fromMemory() ?? (await this.#tryFirst(signIn, value.value, ends));
      if (got) return got;
    } while (await this.#known.firstTry.ended(waitsUntil - performance.now()));
    return LATE;
  }

  heard(credential: Credential, heard: Heard): boolean {
    const mayRenew = heard === 'refused' && this.#refused(credential);
    if (this.#first?.credential === credential) {
      if (heard === 'accepted') this.#known.isAccepted = true;
      this.#first.end();
      this.#first = undefined;
    }
    return mayRenew;
  }

  #refused({ header }: Credential): boolean {
    const token = this.#token;
    if (header?.startsWith('Bearer ') === true) {
      // Another request may have been refused with it, too, and have got the next.
      if (token === undefined || header !== headerOf(token.token)) return true;
      this.#token = undefined;
      if (this.#ageOf(token) < YOUNG_MS) this.#known.next = 'basic';
      return true;
    }
    if (this.#parts.tenant.signIn.kind === 'client-secret') this.#known.next = 'token';
    this.#known.isAccepted = false;
    this.#known.refusedUntil = this.#now() + REFUSED_MS;
    return false;
  }

  /** A token spares the keychain: reading a list is hundreds of requests. */
  #fromMemory(): Result<Credential> | undefined {
    if (this.#now() < this.#known.refusedUntil) return REFUSED;
    const kept = this.#token;
    return kept && this.#ageOf(kept) < kept.token.lifetimeMs ? ok(bearer(kept.token)) : undefined;
  }

  /** Several requests at once read the keychain once. */
  #read(): ReturnType<Credentials['read']> {
    const { tenant, credentials } = this.#parts;
    return (this.#reading ??= credentials.read(tenant.credential).finally(() => (this.#reading = undefined)));
  }

  /** Undefined: another one goes first, or the next look at what is known tells more. */
  async #tryFirst(signIn: ByText, secret: string, ends: number): Promise<Result<Credential> | undefined> {
    const known = this.#known;
    if (signIn.kind === 'user-password') return this.#basicFirst(basic(signIn.userName, secret, secret));
    const { clientId } = signIn;
    if (known.next === 'basic' || this.#now() < known.endpointUntil)
      return this.#basicFirst(basic(formEncoded(clientId), formEncoded(secret), secret));
    const end = known.firstTry.begin();
    const timeoutMs = (ends - performance.now()) * TOKEN_SHARE;
    return end && this.#askForToken({ clientId, secret, timeoutMs }).finally(end);
  }

  #basicFirst(credential: Credential): Result<Credential> | undefined {
    if (this.#known.isAccepted) return ok(credential);
    const end = this.#known.firstTry.begin();
    if (!end) return undefined;
    this.#first = { credential, end };
    return ok(credential);
  }

  /** Undefined: there is none, and what is known has changed. */
  async #askForToken(client: Client): Promise<Result<Credential> | undefined> {
    const known = this.#known;
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
        return undefined;
      case 'refused':
        if (known.next === 'token') known.refusedUntil = this.#now() + REFUSED_MS;
        known.next = 'basic';
        known.isAccepted = false;
        return undefined;
      case 'none':
        known.next = 'basic';
        return undefined;
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

type ByText = Exclude<SignInOfTenant, { kind: 'certificate' }>;

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
