import type { HeaderProblem, UrlProblem } from '../../../core/domain/failure.ts';
import type { FailureText, WordsFor } from './words.ts';

type Words = Omit<FailureText, 'title'>;

const URL_WORDS: Record<UrlProblem, Words> = {
  scheme: {
    cause: 'The URL does not begin with http:// or https://.',
    nextStep: 'Enter the whole URL of the API, such as http://localhost:3000/orders.',
  },
  'not-https': {
    cause: 'The address does not begin with https://.',
    nextStep: 'Use https://, or leave it out: credentials go over TLS only.',
  },
  'user-info': {
    cause: 'The URL contains a user name or a password before an @.',
    nextStep: 'Remove them: who asks is said elsewhere.',
  },
  host: {
    cause: 'The URL has no valid host or port.',
    nextStep: 'Check the part between the two slashes and the next one.',
  },
  'one-word': {
    cause: 'This is one word, and no whole host.',
    nextStep: 'Enter the whole host, such as acme.accounts.ondemand.com.',
  },
  characters: {
    cause: 'The URL contains a blank or another character that must be percent-encoded.',
    nextStep: 'Encode it, for example %20 for a blank.',
  },
};

const HEADER_WORDS: Record<HeaderProblem, Words> = {
  form: { cause: 'It has no colon.', nextStep: 'Write one header a line, as in Accept: application/json.' },
  name: {
    cause: 'The name before the colon is empty or has characters that a header name cannot have.',
    nextStep: 'Use letters, digits and hyphens.',
  },
  value: {
    cause: 'The value contains a control character or a letter that HTTP cannot carry in a header.',
    nextStep: 'Use plain ASCII.',
  },
  reserved: {
    cause: 'Trust Desk sets this header itself, or the connection does.',
    nextStep: 'Remove the line.',
  },
};

/** Calling an API with the token of a check. */
export const callWords: WordsFor<'url-malformed' | 'header-malformed' | 'body-not-allowed' | 'token-gone'> = {
  'url-malformed': ({ problem }) => ({ title: 'The URL cannot be called', ...URL_WORDS[problem] }),
  'header-malformed': ({ line, problem }) => {
    const { cause, nextStep } = HEADER_WORDS[problem];
    return { title: 'A header cannot be sent', cause: `Line ${line}: ${cause}`, nextStep };
  },
  'body-not-allowed': ({ method }) => ({
    title: 'This request has no body',
    cause: `A request with the method ${method} is sent without a body.`,
    nextStep: 'Choose another method, or empty the body.',
  }),
  'token-gone': () => ({
    title: 'The token is gone',
    cause: 'Trust Desk keeps the token of a check in memory, until it expires or newer checks take its place.',
    nextStep: 'Check again to get a new one.',
  }),
};
