import type { Failure, FailureCode } from '../../../core/domain/failure.ts';
import type { TenantReply } from '../../../core/domain/tenant-reply.ts';
import type { FailureDetails } from '../../../shared/ipc/call-inputs.ts';
import type { FieldName } from '../../../core/domain/field.ts';
import { callWords } from './call.ts';
import { connectingWords } from './connecting.ts';
import { directoryWords } from './directory.ts';
import { machineWords } from './machine.ts';
import { remoteWords } from './remote.ts';
import { tenantWords } from './tenant.ts';
import { typedWords } from './typed.ts';
import type { FailureText, WordsFor } from './words.ts';

// The annotation is the proof: a code of the domain without words here does not compile.
const WORDS: WordsFor<FailureCode> = {
  ...typedWords,
  ...directoryWords,
  ...machineWords,
  ...tenantWords,
  ...callWords,
  ...remoteWords,
  ...connectingWords,
};

/** The one place where a failure becomes words. */
export function textOf(failure: Failure): FailureText {
  // Code and facts belong together by the type of Failure, which an index with a union of codes cannot follow.
  const words = WORDS[failure.code] as (failure: Failure) => FailureText;
  return words(failure);
}

/** For beside a field: cause and next step in one line. */
export function fieldMessage(failure: Failure): string {
  const { cause, nextStep } = textOf(failure);
  return `${cause} ${nextStep}`;
}

const FIELD_OF: { readonly [C in FailureCode]?: FieldName } = {
  'dependency-name-taken': 'dependency-name',
  'dependency-name-used-at-provider': 'dependency-name',
  'api-name-taken': 'api-name',
  'user-name-taken': 'user-name',
  'group-limit-reached': 'group',
};

/** The field a failure is about, so that it is shown there; undefined for any other failure. */
export const fieldOf = (failure: Failure): FieldName | undefined =>
  'field' in failure ? failure.field : FIELD_OF[failure.code];

const replyOf = (failure: Failure): TenantReply | undefined =>
  'reply' in failure && failure.reply !== null ? failure.reply : undefined;

/** What to quote when reporting a fault: our own reference of an unexpected one, or the tenant's `X-Ids-Id`. */
export const referenceOf = (failure: Failure): string | undefined =>
  failure.code === 'unexpected' ? failure.reference : replyOf(failure)?.correlationId;

/** What to send to whoever can say what it means; undefined where our own words say everything. */
export function detailsOf(failure: Failure): FailureDetails | undefined {
  const { code } = failure;
  if (!('reply' in failure) && code !== 'tenant-unreachable' && code !== 'unexpected') return undefined;
  const reply = replyOf(failure);
  const reference = referenceOf(failure) ?? '';
  return { code, status: reply?.status ?? null, message: reply?.message ?? '', reference };
}

/** What a tenant said itself, in its own words; undefined when it said nothing. */
export const saidOf = (failure: Failure): string | undefined => replyOf(failure)?.message || undefined;
