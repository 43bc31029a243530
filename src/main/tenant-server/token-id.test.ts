import { describe, expect, it } from 'vitest';
import { aSecret } from '../../../tests/support/builders.ts';
import { newTokenId, restsOn, restsOnNone, secretHolds } from './token-id.ts';

const NOW = new Date('2026-03-01T09:30:00.000Z');
const [first, second] = [aSecret(1), aSecret(2)];

describe('a token id', () => {
  it('is never the same again, and shows neither secret nor dependency', () => {
    const ids = Array.from({ length: 1_000 }, () => newTokenId(first.id, ['orders-client']));
    expect(new Set(ids).size).toBe(1_000);
    expect(ids[0]).not.toContain(first.id);
    expect(ids[0]).not.toContain('orders');
    expect(ids[0]).toMatch(/^[\w-]{22}\.[\w-]{16}\.[\w-]{16}$/);
  });

  it('holds as long as its secret is there and valid', () => {
    const id = newTokenId(first.id, []);
    expect(secretHolds(id, { secrets: [second, first] }, NOW)).toBe(true);
    expect(secretHolds(id, { secrets: [second] }, NOW)).toBe(false);
    expect(secretHolds(id, { secrets: [{ ...first, validTo: '2026-03-01T09:30:00Z' }] }, NOW)).toBe(false);
    expect(secretHolds(newTokenId(undefined, []), { secrets: [] }, NOW)).toBe(true);
  });

  it('rests on the one dependency it was got for, on any of several, or on none', () => {
    const [one, several, none] = [['a'], ['a', 'b'], []].map((names) => newTokenId(first.id, names)) as [
      string,
      string,
      string,
    ];
    expect([restsOn(one, 'a'), restsOn(one, 'b'), restsOnNone(one)]).toEqual([true, false, false]);
    expect([restsOn(several, 'a'), restsOn(several, 'c'), restsOnNone(several)]).toEqual([true, true, false]);
    expect([restsOn(none, 'a'), restsOnNone(none)]).toEqual([false, true]);
  });
});
