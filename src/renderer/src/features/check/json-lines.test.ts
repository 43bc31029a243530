import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { timeLeft } from './time-left.ts';

test('JSON stands with a line for each member', () => {
  const value = { a: [1, { b: '{"not": "json"}, \\"' }], c: {}, d: [], e: null };
  expect(jsonLines(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});

test('any JSON means the same afterwards, and looks as it usually does', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const lines = jsonLines(text);
      expect(JSON.parse(lines)).toEqual(JSON.parse(text));
      if (/^\s*[[{]/.test(text)) expect(jsonLines(lines)).toBe(lines);
    }),
  );
});

test('a number is not rounded and a repeated member not dropped', () => {
  expect(jsonLines('{"id":12345678901234567890,"id":1.0}')).toBe('{\n  "id": 12345678901234567890,\n  "id": 1.0\n}');
});

test('what is no JSON stays as it is', () => {
  for (const text of ['', 'plain', '{broken', '<html>', '"text"', '{"a":1} tail']) expect(jsonLines(text)).toBe(text);
});

test('the time left is counted down to the second', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const left = (ms: number) => timeLeft(new Date(now + ms).toISOString(), now);
  expect([left(3_600_000), left(3_599_000), left(61_000), left(1), left(0), left(-5)]).toEqual([
    ...['1:00:00', '59:59', '01:01', '00:01', undefined, undefined],
  ]);
});
