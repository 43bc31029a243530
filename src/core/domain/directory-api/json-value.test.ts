import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEqual, isHarmless, isObject, overlaid, overlayOf, withoutNulls } from './json-value.ts';
import type { Json, JsonObject } from './wire.ts';

/** Few names, so that two objects have members in common. */
const leaf = fc.constantFrom<Json>(true, 1, 'text', ['a'], [], {});
const object: fc.Arbitrary<JsonObject> = fc.letrec<{ object: JsonObject }>((tie) => ({
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof({ depthSize: 'small' }, leaf, tie('object'))),
})).object;

describe('an overlay', () => {
  it('laid over what it was made from gives the object again', () => {
    fc.assert(
      fc.property(object, object, (base, wanted) => {
        expect(overlaid(base, overlayOf(base, wanted))).toEqual(wanted);
      }),
    );
  });

  it('of what is the same is empty, whatever the order of members', () => {
    fc.assert(
      fc.property(object, (base) => {
        const turned = Object.fromEntries(Object.entries(base).toReversed());
        expect(overlayOf(base, turned)).toEqual({});
        expect(isEqual(base, turned)).toBe(true);
      }),
    );
  });

  it('says of two that differ what differs, and nothing else', () => {
    expect(overlayOf({ a: { x: 1, y: 2 }, b: [1], c: 1 }, { a: { x: 1, y: 3, z: {} }, b: [1] })).toEqual({
      ...{ a: { y: 3, z: {} }, c: null },
    });
    expect(isEqual([1, 2], [1, 2, 3])).toBe(false);
    expect(isEqual({ a: 1 }, { b: 1 })).toBe(false);
  });
});

describe('a body', () => {
  it('is handled when it is JSON as anybody would write it', () => {
    fc.assert(fc.property(object, (value) => isHarmless(value)));
    expect(isHarmless({ constructor: ['😀', null] })).toBe(true);
  });

  it.each([
    ['a prototype', '{"a":[{"__proto__":{"admin":true}}]}'],
    ['half a character', '{"a":"\\ud800"}'],
    ['no end', '['.repeat(40) + ']'.repeat(40)],
  ])('is not handled when it has %s', (_, text) => {
    expect(isHarmless(JSON.parse(text) as Json)).toBe(false);
  });

  it('has no nulls left, at any depth', () => {
    expect(withoutNulls({ a: null, b: { c: null, d: 1 }, e: [null] })).toEqual({ b: { d: 1 }, e: [null] });
    expect(isObject([])).toBe(false);
    expect(isObject(null)).toBe(false);
  });
});
