import type { Failure, FailureCode } from '../../../core/domain/failure.ts';
import type { FieldName } from '../../../core/domain/field.ts';
import { directoryWords } from './directory.ts';
import { machineWords } from './machine.ts';
import { typedWords } from './typed.ts';
import type { FailureText, WordsFor } from './words.ts';

// The annotation is the proof: a code of the domain without words here does not compile.
const WORDS: WordsFor<FailureCode> = { ...typedWords, ...directoryWords, ...machineWords };

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

/** The field a failure is about, so that it is shown there; undefined for any other failure. */
export function fieldOf(failure: Failure): FieldName | undefined {
  if ('field' in failure) return failure.field;
  switch (failure.code) {
    case 'dependency-name-taken':
    case 'dependency-name-used-at-provider':
      return 'dependency-name';
    case 'api-name-taken':
      return 'api-name';
    default:
      return undefined;
  }
}

/** What to quote when reporting a fault; only an unexpected one has it. */
export const referenceOf = (failure: Failure): string | undefined =>
  failure.code === 'unexpected' ? failure.reference : undefined;
