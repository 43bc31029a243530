import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../tests/support/seeded-bytes.ts';
import { hintOf, makeSecretValue, SECRET_ALPHABET, SECRET_LENGTH, SECRET_MARKS } from './secret-value.ts';

const MANY = 100_000;
const alphabet = [...SECRET_ALPHABET];

describe('the alphabet of secrets', () => {
  it('is that of SAP’s hint pattern: letters, digits and eleven marks, each once', () => {
    expect(alphabet.toSorted().join('')).toBe(
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789[]_:=?@-./~'].toSorted().join(''),
    );
    expect(new Set(alphabet).size).toBe(73);
    expect(SECRET_MARKS).toBe('[]_:=?@-./~');
  });

  it('has none of the characters SAP never uses', () => {
    for (const character of '&%+\'"$ \\`!#(){}<>|;*,^') expect(SECRET_ALPHABET).not.toContain(character);
  });
});

describe('a secret', () => {
  it('has 43 characters of the alphabet and at least one mark, whatever the random source gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), fc.integer({ max: 255, min: 0 }), (given, seed) => {
        const then = seededBytes(seed);
        let at = 0;
        // What the source is made to give first, and then something that lets every search for a mark end.
        const source = (count: number) => {
          const chunk = given.slice(at, (at += count));
          return Uint8Array.of(...chunk, ...then(count - chunk.length));
        };
        const value = makeSecretValue(source);
        expect(value).toHaveLength(43);
        expect([...value].every((character) => SECRET_ALPHABET.includes(character))).toBe(true);
        expect([...value].some((character) => SECRET_MARKS.includes(character))).toBe(true);
      }),
    );
  });

  it('without a mark is thrown away whole, not mended: a mended one would be easier to guess', () => {
    const chunks = [new Uint8Array(43).fill(alphabet.indexOf('A')), new Uint8Array(43).fill(alphabet.indexOf('~'))];
    expect(makeSecretValue(() => chunks.shift()!)).toBe('~'.repeat(43));
  });

  it('takes every character with the same chance: three of the 256 bytes each, and 37 bytes are passed over', () => {
    const mark = alphabet.indexOf('[');
    const taken = new Map<string, number>();
    let passedOver = 0;
    for (let byte = 0; byte < 256; byte += 1) {
      let asked = 0;
      const value = makeSecretValue((count) => {
        asked += 1;
        return new Uint8Array(count).fill(mark).fill(byte, 0, 1);
      });
      if (asked > 1) passedOver += 1;
      else taken.set(value.charAt(0), (taken.get(value.charAt(0)) ?? 0) + 1);
    }
    expect(passedOver).toBe(37);
    expect(taken).toEqual(new Map(alphabet.map((character) => [character, 3])));
  });

  it('asks the random source for all it needs and uses no byte twice', () => {
    const given: number[] = [];
    const bytes = seededBytes(7);
    const value = makeSecretValue((count) => {
      const chunk = bytes(count);
      given.push(...chunk);
      return chunk;
    });
    const fair = given.filter((byte) => byte < 219).map((byte) => SECRET_ALPHABET.charAt(byte % 73));
    expect(fair.join('').startsWith(value)).toBe(true);
  });
});

/**
 * Chi-square over the alphabet against what is expected of 43 fair draws of which at least one is a mark. With 72 degrees of
 * freedom a fair source stays below 114.8 in 999 of 1000 runs; the seed makes it the same run each time.
 */
function distanceFromFair(values: readonly string[]): number {
  const counts = new Map(alphabet.map((character) => [character, 0]));
  for (const value of values) for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const withoutMark = 62 / 73;
  const all = values.length * SECRET_LENGTH;
  const expected = (character: string): number => {
    const someMark = 1 - withoutMark ** SECRET_LENGTH;
    return SECRET_MARKS.includes(character)
      ? all / 73 / someMark
      : (all / 73) * ((1 - withoutMark ** (SECRET_LENGTH - 1)) / someMark);
  };
  let distance = 0;
  for (const [character, count] of counts) distance += (count - expected(character)) ** 2 / expected(character);
  return distance;
}

const CRITICAL = 114.8;
const generated = (source: (count: number) => Uint8Array, count = MANY) =>
  Array.from({ length: count }, () => makeSecretValue(source));

describe('100,000 secrets (T43)', { timeout: 60_000 }, () => {
  it('are all different and spread evenly over the alphabet', () => {
    const values = generated(seededBytes(43));
    expect(new Set(values).size).toBe(MANY);
    expect(distanceFromFair(values)).toBeLessThan(CRITICAL);
  });

  it('from the system’s random source are all different', () => {
    expect(new Set(generated(randomBytes)).size).toBe(MANY);
  });

  it('would be seen to be uneven if no byte were passed over', () => {
    const bytes = seededBytes(43);
    const biased = Array.from({ length: MANY }, () =>
      [...bytes(SECRET_LENGTH)].map((byte) => SECRET_ALPHABET.charAt(byte % 73)).join(''),
    );
    expect(distanceFromFair(biased)).toBeGreaterThan(10 * CRITICAL);
  });

  it('would be seen to be uneven if one character came a thirtieth too often', () => {
    const values = generated(seededBytes(43));
    const bent = values.map((value, number) => (number % 30 === 0 ? value.replace(/[A-Z]/, 'A') : value));
    expect(distanceFromFair(bent)).toBeGreaterThan(CRITICAL);
  });
});

describe('the hint of a secret', () => {
  it('is its first four characters, also when they begin with = or [', () => {
    expect(hintOf('=q4xabcdef')).toBe('=q4x');
    for (const value of generated(seededBytes(1), 100)) {
      expect(hintOf(value)).toHaveLength(4);
      expect(value.startsWith(hintOf(value))).toBe(true);
    }
  });
});
