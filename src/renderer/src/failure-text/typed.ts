import { counted, listedInShort, quoted, wordsOf, type WordsFor } from './words.ts';

const shown = (character: string): string => (character === ' ' ? 'space' : quoted(character));
const UNSEEN = /^U\+[0-9A-F]{4,6}$/;

/** What was typed. Cause and next step together also stand under the field. */
export const typedWords: WordsFor<
  | 'field-empty'
  | 'field-too-long'
  | 'field-characters'
  | 'dependency-name-taken'
  | 'dependency-name-used-at-provider'
  | 'api-name-malformed'
  | 'api-name-taken'
> = {
  'field-empty': ({ field }) => ({
    title: 'Something is still missing',
    cause: `The ${wordsOf(field)} is empty.`,
    nextStep: `Enter the ${wordsOf(field)}.`,
  }),
  'field-too-long': ({ field, limit, length }) => ({
    title: 'The text is too long',
    cause: `The ${wordsOf(field)} has ${counted(length, 'character')}; ${limit} are allowed.`,
    nextStep: `Remove at least ${counted(length - limit, 'character')}.`,
  }),
  'field-characters': ({ field, characters }) =>
    characters.every((character) => UNSEEN.test(character))
      ? {
          title: 'The text contains invisible characters',
          cause: `The ${wordsOf(field)} contains characters that cannot be seen: ${listedInShort(characters)}.`,
          nextStep: 'Type the text instead of pasting it.',
        }
      : {
          title: 'Some characters are not allowed',
          cause: `The ${wordsOf(field)} must not contain ${listedInShort(characters.map(shown))}.`,
          nextStep: 'Use letters from A to Z, digits, hyphens and underscores only.',
        },
  'dependency-name-taken': ({ name, consumer }) => ({
    title: 'The dependency name is taken',
    cause: `${quoted(consumer)} already has a dependency with the name ${quoted(name)}.`,
    nextStep: 'Enter another name: it must be unique within the consumer.',
  }),
  'dependency-name-used-at-provider': ({ name, consumer }) => ({
    title: 'The dependency name is already used at this provider',
    cause: `${quoted(consumer)} already depends on this application under the name ${quoted(name)}.`,
    nextStep: 'Enter another name for a new application, or choose an existing one.',
  }),
  'api-name-malformed': () => ({
    title: 'The API name is not URN-compliant',
    cause: 'The API name contains something that must not appear in a URN.',
    nextStep:
      "Use letters from A to Z, digits and - . _ ~ ! $ & ' ( ) * + , ; = : @ and, after the first character, a slash.",
  }),
  'api-name-taken': ({ name }) => ({
    title: 'The API name is taken',
    cause: `This application already provides an API with the name ${quoted(name)}.`,
    nextStep: 'Enter another name.',
  }),
};
