import type { NetworkTrouble } from '../../../core/domain/check/network-trouble.ts';
import {
  clockAheadIn,
  isOwn,
  notUnderstood,
  refusalOf,
  replyIn,
  retryAfterIn,
  type TenantAnswer,
} from '../../../core/domain/directory-api/tenant-answer.ts';
import type { TenantRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import type { Json } from '../../../core/domain/directory-api/wire.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import type { TenantReply } from '../../../core/domain/tenant-reply.ts';
import { exchange, type Incoming } from '../../outgoing/exchange.ts';
import { headerIn, jsonIn } from '../../outgoing/incoming.ts';
import type { Credential, Heard, TenantParts } from './tenant-parts.ts';

/** What came of one request that was sent once. */
export type Sent =
  | { readonly kind: 'done'; readonly answer: TenantAnswer; readonly reply: TenantReply }
  | { readonly kind: 'refused'; readonly answer: TenantAnswer; readonly reply: TenantReply; readonly failure: Failure }
  | { readonly kind: 'no-answer'; readonly trouble: NetworkTrouble; readonly failure: Failure }
  /** No credential: nothing was sent. */
  | { readonly kind: 'unsent'; readonly failure: Failure };

export interface Sending {
  /** What a 404 means for this request. */
  readonly missing: Failure;
  /** Of signing in and of all that is sent with it. */
  readonly timeoutMs: number;
}

const SUCCESSES = [200, 201, 204];

/** A token that has expired there, the next one, and what is tried where tokens do not count. */
const CREDENTIALS_MAXIMUM = 3;

/** Sends one request to the tenant; after a 401 again where there is another credential, for nothing was done then. Nothing is thrown. */
export async function send(parts: TenantParts, request: TenantRequest, { missing, timeoutMs }: Sending): Promise<Sent> {
  const ends = performance.now() + timeoutMs;
  for (let tried = 1; ; tried += 1) {
    const credential = await parts.authorize(Math.max(1, ends - performance.now()));
    if (!credential.ok) return { kind: 'unsent', failure: credential.failure };
    let isRenewed: boolean;
    let sent: Sent = LATE;
    try {
      const leftMs = ends - performance.now();
      if (leftMs >= 1) sent = await sendAs(credential.value, parts, { request, missing, timeoutMs: leftMs });
    } finally {
      isRenewed = parts.heard?.(credential.value, heardIn(sent)) ?? false;
    }
    if (!isRenewed || tried === CREDENTIALS_MAXIMUM) return sent;
  }
}

const LATE: Sent = { kind: 'unsent', failure: { code: 'tenant-unreachable', trouble: 'timed-out' } };

/** Only what the tenant itself says of the request shows that it was content with who asks; a busy one may not have looked. */
function heardIn(sent: Sent): Heard {
  if (sent.kind === 'done') return 'accepted';
  if (sent.kind !== 'refused') return 'unclear';
  const { status } = sent.answer;
  if (status === 401) return 'refused';
  return status >= 400 && status < 500 && status !== 429 && isOwn(sent.answer) ? 'accepted' : 'unclear';
}

async function sendAs(
  credential: Credential,
  parts: TenantParts,
  { request, missing, timeoutMs }: Sending & { readonly request: TenantRequest },
): Promise<Sent> {
  const got = await exchange({
    url: `${parts.origin}${request.path}`,
    method: request.method,
    headers: headersFor(request, credential),
    body: request.body === undefined ? '' : JSON.stringify(request.body),
    certificate: parts.certificate,
    authorities: parts.authorities,
    addresses: parts.addresses,
    proxyOf: parts.proxyOf,
    clientCertificate: credential.clientCertificate,
    tooLarge: 'refuse',
    timeoutMs,
  });
  if (!got.ok) {
    const { trouble } = got;
    return { kind: 'no-answer', trouble, failure: { code: 'tenant-unreachable', trouble } };
  }
  const answer = answerFrom(got.answer, parts.clock.now());
  const reply = replyIn(answer, credential.confidential);
  if (SUCCESSES.includes(answer.status)) return { kind: 'done', answer, reply };
  return { kind: 'refused', answer, reply, failure: refusalOf(answer, reply, missing) };
}

const headersFor = ({ body }: TenantRequest, { header }: Credential): Record<string, string> => ({
  accept: 'application/json',
  ...(header === undefined ? {} : { authorization: header }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
});

function answerFrom(incoming: Incoming, now: Date): TenantAnswer {
  const { status, body } = incoming;
  const header = (name: string) => headerIn(incoming, name);
  const [location, correlationId] = [header('location'), idIn(header('x-ids-id'))];
  const clockAheadSeconds = clockAheadIn(header('date'), now);
  return {
    ...{ status, json: jsonIn(incoming), isEmpty: body.toString('utf8').trim() === '' },
    // A date in it is of the tenant's clock.
    retryAfterSeconds: retryAfterIn(header('retry-after'), timeIn(header('date')) ?? now),
    ...(location === undefined ? {} : { location }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(clockAheadSeconds === undefined ? {} : { clockAheadSeconds }),
  };
}

function timeIn(header: string | undefined): Date | undefined {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** Recorded: a UUID in capitals. What is no id is not shown as one. */
const idIn = (header: string | undefined): string | undefined =>
  header !== undefined && /^[\w-]{1,64}$/.test(header) ? header : undefined;

/** What a success says, or that it cannot be understood. */
export function understood<T>(
  { answer, reply }: Extract<Sent, { kind: 'done' }>,
  read: (json: Json | undefined) => T | undefined,
): Result<T> {
  const value = read(answer.json);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, failure: notUnderstood(reply, answer.json === undefined ? 'not-json' : 'shape') };
}
