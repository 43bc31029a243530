import type { Failure, FailureCode } from '../failure.ts';
import type { ErrorDetailShape, ErrorShape } from './wire.ts';

/** An answer that refuses. No text of it repeats what was sent, which may be a secret in the wrong place. */
export interface ApiError {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 429 | 500 | 503;
  readonly message: string;
  readonly details?: readonly ErrorDetailShape[];
}

/** What a step of a request comes to: a value, or the answer that ends it. */
export type Judged<T> =
  { readonly error?: never; readonly value: T } | { readonly error: ApiError; readonly value?: never };

export const invalid = (target: string, message: string): ApiError => ({
  ...{ status: 400, message: 'Invalid input.' },
  details: [{ target, message }],
});

/** Recorded. */
export const NO_APPLICATION: ApiError = {
  status: 404,
  message: 'Unable to find application with provided identifier.',
};
export const NO_SECRET: ApiError = { status: 404, message: 'Unable to find secret with provided identifier.' };
/** Real clients meet 404 where a filter fits nothing; the text is ours. */
export const NO_MATCH: ApiError = { status: 404, message: 'Unable to find application that matches the filter.' };
export const NO_PATH: ApiError = { status: 404, message: 'There is nothing at this path.' };
const FAULT: ApiError = { status: 500, message: 'The request could not be carried out.' };

export const errorShape = ({ status, message, details }: ApiError): ErrorShape => ({
  error: { code: status, message, ...(details === undefined ? {} : { details }) },
});

const ANSWERS: Readonly<Partial<Record<FailureCode, ApiError>>> = {
  'application-unknown': NO_APPLICATION,
  'secret-unknown': NO_SECRET,
  'application-protected': { status: 403, message: 'An application of this type cannot be deleted.' },
  'application-has-children': { status: 403, message: 'An application that others have as parent cannot be deleted.' },
};

const WORDS: Readonly<Partial<Record<FailureCode, string>>> = {
  'field-empty': 'It must not be empty.',
  'field-characters': 'It has characters that are not allowed.',
  'api-name-malformed': 'It has characters that are not allowed.',
  'api-name-taken': 'The name is used twice.',
  'dependency-name-taken': 'The name is used twice.',
};

/** `target`: the member that the failure is about. */
export function errorOf(failure: Failure, target = ''): ApiError {
  const answer = ANSWERS[failure.code];
  if (answer) return answer;
  const words = WORDS[failure.code];
  if (words !== undefined) return invalid(target, words);
  if ('limit' in failure) return invalid(target, `At most ${failure.limit}.`);
  if ('minimum' in failure) return invalid(target, `It must be between ${failure.minimum} and ${failure.maximum}.`);
  // Of the keychain or the store: the code says which, and no path or text of theirs goes outside.
  return { ...FAULT, details: [{ target, message: failure.code }] };
}
