import { expect, it } from 'vitest';
import { createTokenShelf } from './token-shelf.ts';

function shelf() {
  let time = Date.parse('2026-01-01T00:00:00Z');
  let handles = 0;
  const kept = createTokenShelf({ now: () => new Date(time), nextHandle: () => `handle-${(handles += 1)}` });
  const token = (value: string) => ({ value, providerId: undefined });
  return { kept, token, pass: (ms: number) => (time += ms) };
}
const HOUR_MS = 60 * 60 * 1000;

it('gives a token for its handle, until the token expires', () => {
  const { kept, token, pass } = shelf();
  const handle = kept.keep(token('a'), '2026-01-01T00:10:00.000Z');
  expect(kept.take(handle)?.value).toBe('a');
  pass(10 * 60 * 1000);
  expect(kept.take(handle)).toBeUndefined();
});

it('keeps none for more than an hour, whatever the token says', () => {
  const { kept, token, pass } = shelf();
  const handles = [kept.keep(token('a'), '2099-01-01T00:00:00.000Z'), kept.keep(token('b'), null)];
  pass(HOUR_MS - 1);
  expect(handles.map((handle) => kept.take(handle)?.value)).toEqual(['a', 'b']);
  pass(1);
  expect(handles.map((handle) => kept.take(handle))).toEqual([undefined, undefined]);
});

it('keeps eight, the newest', () => {
  const { kept, token } = shelf();
  const handles = Array.from({ length: 9 }, (_, index) => kept.keep(token(String(index)), null));
  expect(handles.map((handle) => kept.take(handle)?.value)).toEqual([undefined, ...'12345678']);
  expect(kept.take('handle-of-nobody')).toBeUndefined();
});
