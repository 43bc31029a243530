import { expect, test } from 'vitest';
import { noticeWords } from './notice-words.ts';

test('what is damaged is named, and where it was put aside', () => {
  const words = noticeWords({ kind: 'record-unreadable', what: 'Sales Orders', savedAs: 'damaged.json' });
  expect(words).toContain('“Sales Orders” cannot be read');
  expect(words).toContain('damaged.json');
});

test('without a file put aside none is spoken of', () => {
  expect(noticeWords({ kind: 'older-copy-used', what: 'x', savedAs: null })).not.toMatch(/kept|null/);
});
