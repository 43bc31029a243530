import type { Failure } from '../failure.ts';
import type { AnswerProblem, TenantReply } from '../tenant-reply.ts';
import { listIn, memberIn, textIn } from './any-case.ts';
import { isObject } from './json-value.ts';
import type { Json, JsonObject } from './wire.ts';

/** An answer of a tenant as it came, its body read. */
export interface TenantAnswer {
  readonly status: number;
  /** Undefined for an empty body and for what is no JSON. */
  readonly json: Json | undefined;
  readonly isEmpty: boolean;
  readonly location?: string;
  readonly correlationId?: string;
  readonly retryAfterSeconds: number | null;
  readonly clockAheadSeconds?: number;
}

const MESSAGE_MAXIMUM = 500;
const DETAILS_MAXIMUM = 5;

// What cannot be seen, and what changes the direction of the text around it.
const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Line_Separator}\p{Paragraph_Separator}\s]+/gu;

const oneLine = (text: string): string => {
  const seen = [...text.replace(UNSEEN, ' ').trim()];
  return seen.length <= MESSAGE_MAXIMUM ? seen.join('') : `${seen.slice(0, MESSAGE_MAXIMUM - 1).join('')}…`;
};

/** What another said, to be shown. `confidential`: values that stand in the request and are hidden where they are repeated. */
export function quotable(text: string, confidential: readonly string[]): string {
  const hidden = confidential.filter((value) => value !== '');
  return oneLine(hidden.reduce((shown, value) => shown.replaceAll(value, '•••'), text));
}

/** `confidential`: values that stand in the request; a tenant that repeats one does not make it ours to show. */
export function replyIn(answer: TenantAnswer, confidential: readonly string[] = []): TenantReply {
  const { status, correlationId, clockAheadSeconds } = answer;
  return {
    ...{ status, message: quotable(messageIn(answer.json), confidential) },
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(clockAheadSeconds === undefined ? {} : { clockAheadSeconds }),
  };
}

/** SAP's older description has the inner object only; what was recorded has it inside `error`. */
function errorIn(json: JsonObject): JsonObject {
  const wrapped = memberIn(json, 'error');
  return isObject(wrapped) ? wrapped : json;
}

function messageIn(json: Json | undefined): string {
  if (!isObject(json)) return '';
  const error = errorIn(json);
  const details = listIn(error, 'details').slice(0, DETAILS_MAXIMUM).flatMap(detailIn);
  return [textIn(error, 'message') ?? '', ...details].filter((text) => text !== '').join(' ');
}

/** Whether it is an error of this API in one of its two forms, and not of something on the way. */
export function isErrorOfTenant(json: Json | undefined): boolean {
  if (!isObject(json)) return false;
  const isInner = typeof memberIn(json, 'code') === 'number' && textIn(json, 'message') !== undefined;
  return isInner || isObject(memberIn(json, 'error'));
}

function detailIn(detail: Json): readonly string[] {
  if (!isObject(detail)) return [];
  const [target, message] = [textIn(detail, 'target') ?? '', textIn(detail, 'message') ?? ''];
  return message === '' ? [] : [target === '' ? message : `${target}: ${message}`];
}

/**
 * Whether the tenant itself said it: with the id that all its answers were recorded with, or with its form of an error. Whatever is
 * on the way may answer in its place, also with JSON or with nothing, and then knows nothing of what the tenant has or does.
 */
export const isOwn = ({ json, isEmpty, correlationId }: TenantAnswer): boolean =>
  (isEmpty || json !== undefined) && (correlationId !== undefined || isErrorForm(json));

function isErrorForm(json: Json | undefined): boolean {
  const error = isObject(json) ? errorIn(json) : undefined;
  return error !== undefined && typeof memberIn(error, 'code') === 'number' && textIn(error, 'message') !== undefined;
}

/** What an answer means that is none of the successes. `missing`: what a 404 of the tenant means for this request. */
export function refusalOf(answer: TenantAnswer, reply: TenantReply, missing: Failure): Failure {
  const { status, retryAfterSeconds } = answer;
  switch (status) {
    case 401:
      return { code: 'tenant-credentials-refused', reply };
    case 403:
      return { code: 'tenant-not-allowed', reply };
    case 404:
      return isOwn(answer) ? missing : notUnderstood(reply, 'foreign');
    case 409:
      return { code: 'tenant-conflict', reply };
    case 429:
      return { code: 'tenant-busy', reply, retryAfterSeconds };
  }
  if (status >= 500) return { code: 'tenant-fault', reply };
  if (status >= 400) return { code: 'tenant-input-refused', reply };
  return notUnderstood(reply, status >= 300 ? 'redirect' : 'status');
}

export const notUnderstood = (reply: TenantReply, problem: AnswerProblem): Failure => ({
  code: 'tenant-answer-unknown',
  ...{ reply, problem },
});

const LOCATION = /^(?:https?:\/\/[^/]+)?\/Applications\/v1\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The id at the end of a `Location`, recorded without scheme and host; undefined for one that is not of this API. */
export const idInLocation = (location: string | undefined): string | undefined => LOCATION.exec(location ?? '')?.[1];

/** RFC 9110, 10.2.3: seconds, or a date; null for what is neither. */
export function retryAfterIn(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

/** Less than a minute is nothing: the answer took its time, and tokens allow for that much. */
const CLOCKS_AGREE_SECONDS = 60;

/** From the `Date` of an answer. Undefined while the clocks agree. */
export function clockAheadIn(header: string | undefined, now: Date): number | undefined {
  const at = Date.parse(header ?? '');
  const seconds = Math.round((at - now.getTime()) / 1000);
  return Math.abs(seconds) > CLOCKS_AGREE_SECONDS ? seconds : undefined;
}
