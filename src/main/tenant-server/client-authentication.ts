import { hash, timingSafeEqual } from 'node:crypto';
import type { Application } from '../../core/domain/application.ts';
import { isLocked } from '../../core/domain/client-id-lock.ts';
import { statusOf, type Secret } from '../../core/domain/secret.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';
import { formDecoded, type Parameters } from './form.ts';
import type { TenantState } from './tenant-state.ts';

export interface Credentials {
  readonly clientId: string;
  readonly secret: string;
  readonly by: 'basic' | 'body';
}

export type Presented =
  { readonly credentials: Credentials } | { readonly credentials?: never; readonly refused: RequestReason };

/** Exactly one way (RFC 6749, 2.3). The client id may be repeated in the body, if it is the same. */
export function presentedCredentials(authorization: string | undefined, form: Parameters): Presented {
  const inBody = form.get('client_secret') || undefined;
  const named = form.get('client_id') || undefined;
  if (form.has('client_assertion') || form.has('client_assertion_type')) return { refused: 'authentication-malformed' };
  if (authorization === undefined) {
    if (named === undefined || inBody === undefined) return { refused: 'authentication-missing' };
    return { credentials: { clientId: named, secret: inBody, by: 'body' } };
  }
  if (inBody !== undefined) return { refused: 'authentication-twice' };
  const basic = parseBasic(authorization);
  if (!basic) return { refused: 'authentication-malformed' };
  if (named !== undefined && named !== basic.clientId) return { refused: 'authentication-twice' };
  return { credentials: basic };
}

/** Id and secret are form-encoded before they are put together (RFC 6749, 2.3.1; SAP says so, too). */
export function parseBasic(authorization: string): Credentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 0) return undefined;
  const [clientId, secret] = [formDecoded(text.slice(0, at)), formDecoded(text.slice(at + 1))];
  return clientId && secret ? { clientId, secret, by: 'basic' } : undefined;
}

export type Judged =
  | { readonly client: Application; readonly secret: Secret }
  | { readonly client: Application | undefined; readonly secret?: never; readonly refused: RequestReason };

/** As many comparisons for every request: how many secrets a client has, or whether there is one, must not show in the time. */
const COMPARISONS = 20;
const NO_DIGEST = Buffer.alloc(32);
const NO_DIGESTS = Array.from({ length: COMPARISONS }, () => NO_DIGEST);

/** A verifier keeps hashes (DESIGN: SHA-256 of a 256-bit secret), so this needs no keychain. */
export function judgeCredentials(
  state: TenantState,
  { clientId, secret }: Pick<Credentials, 'clientId' | 'secret'>,
  now: Date,
): Judged {
  const client = state.client(clientId);
  const matching = matchingSecret(client, hash('sha256', secret, 'buffer'));
  // Looked up for every request, for the same reason.
  const lock = state.lockOf(client?.id);
  if (!client) return { client, refused: 'client-unknown' };
  if (isLocked(lock, now)) return { client, refused: 'client-locked' };
  if (!matching) return { client, refused: 'secret-wrong' };
  if (isExpired(matching, now)) return { client, refused: 'secret-expired' };
  if (!matching.scopes.includes('oAuth')) return { client, refused: 'secret-without-scope' };
  return { client, secret: matching };
}

function matchingSecret(client: Application | undefined, presented: Buffer): Secret | undefined {
  let found: Secret | undefined;
  for (const [index, digest] of (client ? digestsOf(client) : NO_DIGESTS).entries()) {
    if (timingSafeEqual(digest, presented)) found = client?.secrets[index];
  }
  return found;
}

const read = new WeakMap<Application, readonly Buffer[]>();

/** Read once for each state of an application, since reading takes longer than comparing. One that is none matches nothing. */
function digestsOf(client: Application): readonly Buffer[] {
  const known = read.get(client);
  if (known) return known;
  const digests = client.secrets.map(({ digest }) => Buffer.from(digest, 'hex'));
  const padded = [...digests.map((each) => (each.length === NO_DIGEST.length ? each : NO_DIGEST)), ...NO_DIGESTS];
  const made = padded.slice(0, Math.max(COMPARISONS, digests.length));
  read.set(client, made);
  return made;
}

export const isExpired = (secret: Pick<Secret, 'validTo'>, now: Date): boolean => statusOf(secret, now) === 'expired';
