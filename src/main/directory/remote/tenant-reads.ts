import type { NetworkTrouble } from '../../../core/domain/check/network-trouble.ts';
import type { TenantRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import type { Json } from '../../../core/domain/directory-api/wire.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { fail, type Result } from '../../../core/domain/result.ts';
import { send, understood, type Sent } from './tenant-client.ts';
import type { TenantParts } from './tenant-parts.ts';

export const TIMEOUT_MS = 15_000;
/** A person waits for it; a tenant that wants more time is told of instead. */
const RETRY_AFTER_MAXIMUM_SECONDS = 5;
/** Of the time that a write has: two attempts and the pause between them fit into it. */
const READ_SHARE = 0.45;
const PAUSE_MS = 500;

export interface Reading<T> {
  readonly request: TenantRequest;
  readonly missing: Failure;
  /** Undefined for what is not what was asked for. */
  readonly read: (json: Json | undefined) => T | undefined;
}

/** Reads, and once more if it might be better a moment later: reading twice changes nothing. */
export async function readOnce<T>(parts: TenantParts, reading: Reading<T>): Promise<Result<T>> {
  const first = await attempt(parts, reading);
  if (first.result.ok || first.pauseMs === null) return first.result;
  await parts.wait(first.pauseMs);
  return (await attempt(parts, reading)).result;
}

interface Attempt<T> {
  readonly result: Result<T>;
  /** Null: another attempt would end the same. */
  readonly pauseMs: number | null;
}

async function attempt<T>(parts: TenantParts, { request, missing, read }: Reading<T>): Promise<Attempt<T>> {
  const timeoutMs = (parts.timeoutMs ?? TIMEOUT_MS) * READ_SHARE;
  const sent = await send(parts, request, { missing, timeoutMs });
  if (sent.kind === 'done') {
    const result = understood(sent, read);
    return { result, pauseMs: result.ok ? null : PAUSE_MS };
  }
  return { result: fail(sent.failure), pauseMs: pauseAfter(sent) };
}

const TRANSIENT: readonly NetworkTrouble[] = [
  'connection-refused',
  'connection-broken',
  'timed-out',
  'answer-malformed',
];

function pauseAfter(sent: Exclude<Sent, { kind: 'done' }>): number | null {
  switch (sent.kind) {
    case 'unsent':
      // It waited for another request that was to sign in first.
      return sent.failure.code === 'tenant-unreachable' ? PAUSE_MS : null;
    case 'no-answer':
      return TRANSIENT.includes(sent.trouble) ? PAUSE_MS : null;
    case 'refused':
      return (
        askedToWait(sent) ?? (sent.answer.status >= 500 && sent.answer.retryAfterSeconds === null ? PAUSE_MS : null)
      );
  }
}

/** How long a tenant that is busy asks to wait; null for any other answer, or for longer than a person would. */
export function askedToWait({ answer }: Extract<Sent, { kind: 'refused' }>): number | null {
  const { status, retryAfterSeconds } = answer;
  if (status !== 429 && (status !== 503 || retryAfterSeconds === null)) return null;
  const seconds = retryAfterSeconds ?? 1;
  return seconds > RETRY_AFTER_MAXIMUM_SECONDS ? null : seconds * 1000;
}
