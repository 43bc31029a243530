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

test('a secret that nobody may have the value of is told with application, tenant, time and hint', () => {
  const since = '2026-02-01T08:00:00.000Z';
  const facts = { what: 'Sales', tenant: 'ACME', since, hints: ['a=Z]', 'b=Z]'], savedAs: null };
  const words = noticeWords({ kind: 'secret-unclaimed', ...facts });
  expect(words).toMatch(/secret of “Sales” in the tenant “ACME” was asked for on 1 Feb 2026/);
  expect(words).toContain('2 secrets made since then that may be it: “a=Z]…” and “b=Z]…”');
  expect(words).toContain('Nothing was deleted');
});
