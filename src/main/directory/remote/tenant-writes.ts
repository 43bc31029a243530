import type { NetworkTrouble } from '../../../core/domain/check/network-trouble.ts';
import { isOwn, type TenantAnswer } from '../../../core/domain/directory-api/tenant-answer.ts';
import type { TenantRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import type { Failure, ListChange, RemoteWrite } from '../../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { send, type Sent } from './tenant-client.ts';
import type { TenantParts } from './tenant-parts.ts';
import { askedToWait, TIMEOUT_MS } from './tenant-reads.ts';

export interface Writing<T> {
  readonly what: RemoteWrite;
  readonly request: TenantRequest;
  readonly missing: Failure;
  /** What the answer of a success tells; undefined when it has to be looked for. */
  readonly told: (answer: TenantAnswer) => T | undefined;
  /** Looks at the tenant whether it has happened. */
  readonly look: () => Promise<Seen<T>>;
}

/** What a look at the tenant says of a write. */
export type Seen<T> =
  /** It has happened, and led to this. */
  | { readonly kind: 'happened'; readonly value: T }
  /** `meanwhile`: others have changed a list that it replaces, so that it must not be sent now. It may come all the same. */
  | { readonly kind: 'no-trace'; readonly meanwhile?: ListChange }
  /** What was read ends the matter, with these words. */
  | { readonly kind: 'decided'; readonly failure: Failure }
  /** Nothing was read, for whatever reason: that says nothing about the write. */
  | { readonly kind: 'could-not-look'; readonly failure: Failure };

export const happened = <T>(value: T): Seen<T> => ({ kind: 'happened', value });
export const noTrace: Seen<never> = { kind: 'no-trace' };
export const decided = (failure: Failure): Seen<never> => ({ kind: 'decided', failure });
export const couldNotLook = (failure: Failure): Seen<never> => ({ kind: 'could-not-look', failure });

/** An application that is certainly not there is a finding; any other failure to read one is none. */
export const unlessRead = (failure: Failure): Seen<never> =>
  failure.code === 'application-unknown' ? decided(failure) : couldNotLook(failure);

/** What a write that was still under way needs to become visible. */
const SETTLING_MS = 2_000;

/**
 * Sends a write. Only what a busy tenant has put off is sent again, once, and not before reading has shown that it has not
 * happened. Where the answer does not say what became of it, reading does; where that finds nothing, it may still come: only what
 * the tenant itself refused has certainly not happened.
 */
export async function write<T>(parts: TenantParts, writing: Writing<T>): Promise<Result<T>> {
  const first = await sendOnce(parts, writing);
  const pauseMs = first.kind === 'refused' && first.answer.status === 429 ? askedToWait(first) : null;
  if (pauseMs === null) return settle(parts, writing, first);
  await parts.wait(pauseMs);
  const seen = await writing.look();
  if (seen.kind === 'happened') return ok(seen.value);
  // Of this one it is certain that it has not happened, whether or not the look worked.
  if (seen.kind !== 'no-trace') return fail(seen.failure);
  if (seen.meanwhile) return fail({ code: 'list-changed-meanwhile', ...seen.meanwhile, written: false });
  return settle(parts, writing, await sendOnce(parts, writing));
}

const sendOnce = (parts: TenantParts, { request, missing }: Writing<unknown>): Promise<Sent> =>
  send(parts, request, { missing, timeoutMs: parts.timeoutMs ?? TIMEOUT_MS });

async function settle<T>(parts: TenantParts, writing: Writing<T>, sent: Sent): Promise<Result<T>> {
  const told = sent.kind === 'done' ? writing.told(sent.answer) : undefined;
  if (told !== undefined) return ok(told);
  const clear = clearRefusal(sent);
  if (clear) return fail(clear);
  const seen = await lookTwice(parts, writing.look);
  if (seen.kind === 'happened') return ok(seen.value);
  if (seen.kind === 'decided') return fail(seen.failure);
  const reply = 'reply' in sent ? sent.reply : null;
  const meanwhile = seen.kind === 'no-trace' && seen.meanwhile ? { meanwhile: seen.meanwhile } : {};
  return fail({ code: 'tenant-outcome-unknown', what: writing.what, reply, ...meanwhile });
}

export async function lookTwice<T>(parts: TenantParts, look: Writing<T>['look']): Promise<Seen<T>> {
  const seen = await look();
  if (seen.kind !== 'no-trace') return seen;
  await parts.wait(SETTLING_MS);
  return look();
}

/** Troubles that come before anything is sent. */
const UNSENT: readonly NetworkTrouble[] = [
  ...(['connection-refused', 'name-unknown', 'unreachable', 'address-private', 'proxy-refused'] as const),
  ...(['tls-self-signed', 'tls-authority-unknown', 'tls-expired', 'tls-not-yet-valid', 'tls-wrong-name'] as const),
  ...(['tls-revoked', 'tls-weak-key', 'tls-too-old', 'tls-certificate-wanted', 'tls-not-spoken'] as const),
];

/** Why it has certainly not happened: it was not sent, or the tenant said what is wrong with it. Undefined: it may have. */
function clearRefusal(sent: Sent): Failure | undefined {
  switch (sent.kind) {
    case 'unsent':
      return sent.failure;
    case 'no-answer':
      return UNSENT.includes(sent.trouble) ? sent.failure : undefined;
    case 'refused':
      return isClear(sent.answer) ? sent.failure : undefined;
    case 'done':
      return undefined;
  }
}

/** Whoever asks for credentials or for patience has passed nothing on. A fault, or a page of a gateway, may come while the tenant works. */
const BEFORE_ALL_ELSE = [401, 429];

const isClear = (answer: TenantAnswer): boolean =>
  BEFORE_ALL_ELSE.includes(answer.status) || (answer.status >= 400 && answer.status < 500 && isOwn(answer));

/** For what is answered without a body (recorded). Anything else comes from something on the way. */
export const toldByEmptiness = ({ isEmpty }: TenantAnswer): true | undefined => (isEmpty ? true : undefined);
