import type { FieldName } from '../../../core/domain/field.ts';
import type { Changed, FailureCode, FailureOf } from '../../../core/domain/failure.ts';

/** What a person reads about a failure: what happened, why, and what to do about it. */
export interface FailureText {
  readonly title: string;
  readonly cause: string;
  readonly nextStep: string;
}

/** One entry for each code named; a code without words does not compile. */
export type WordsFor<C extends FailureCode> = { readonly [K in C]: (failure: FailureOf<K>) => FailureText };

/** How a field is called in a sentence. */
const FIELD_WORDS: Record<FieldName, string> = {
  'display-name': 'display name',
  name: 'name',
  description: 'description',
  'api-name': 'API name',
  'api-description': 'description',
  'dependency-name': 'dependency name',
  'secret-description': 'description',
  'user-name': 'user name',
  mail: 'e-mail address',
  'first-name': 'first name',
  'last-name': 'last name',
  group: 'group',
  'http-port': 'HTTP port',
  'https-port': 'HTTPS port',
  'token-lifetime': 'token lifetime',
  'api-url': 'URL',
  'tenant-name': 'name',
  'tenant-address': 'address',
  'sign-in-client-id': 'Client ID',
  'sign-in-user-name': 'user name',
  'api-headers': 'headers',
  'api-body': 'body',
};

export const wordsOf = (field: FieldName): string => FIELD_WORDS[field];

export const quoted = (text: string): string => `“${text}”`;

/** `1 character`, `5 characters`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A list in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

const NAMED = 5;

/** As `listed`, the first five by name: `a, b, c, d, e and 7 more`. For lists that a person's input makes as long as it likes. */
export const listedInShort = (parts: readonly string[]): string =>
  parts.length <= NAMED ? listed(parts) : listed([...parts.slice(0, NAMED), `${parts.length - NAMED} more`]);

const CHANGED: Record<Changed, string> = {
  nothing: 'Nothing was changed.',
  'tidied-at-next-start': 'What had been begun is undone or finished at the next start.',
  'on-record': 'What was done so far stays, to be continued or undone.',
};

export const changedWords = (changed: Changed): string => CHANGED[changed];
