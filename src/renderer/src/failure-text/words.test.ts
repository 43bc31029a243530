import { expect, test } from 'vitest';
import { parseDependencyName } from '../../../core/domain/dependency.ts';
import { fieldMessage } from './failure-text.ts';
import { listed, listedInShort } from './words.ts';

test('a list in a sentence has one "and", and none for one thing', () => {
  expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['a', 'a and b', 'a, b and c']);
});

test('of a long list five are named and the others counted', () => {
  expect(listedInShort(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d and e');
  expect(listedInShort([...'abcdefg'])).toBe('a, b, c, d, e and 2 more');
});

test('a name in another script is refused in a message of constant length', () => {
  const named = parseDependencyName('Заказы на складе');
  expect(named.ok ? '' : fieldMessage(named.failure)).toContain('“З”, “а”, “к”, “з”, “ы” and 6 more');
  const unseen = parseDependencyName('\u200E\u200F\u2060\u2061\u2062\u2063\u2064');
  expect(unseen.ok ? '' : fieldMessage(unseen.failure)).toContain('U+2062 and 2 more');
});
