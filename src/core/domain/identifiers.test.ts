import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationId, clientId, isUuid, secretId } from './identifiers.ts';

describe('an id', () => {
  it('is a UUID of any version, in lower case', () => {
    fc.assert(fc.property(fc.uuid(), (id) => isUuid(id)));
    expect(isUuid('00000000-0000-0000-0000-000000000000')).toBe(true);
  });

  it.each([
    ['upper case', 'ABCDEF01-2345-4678-8ABC-DEF012345678'],
    ['nothing', ''],
    ['braces', '{abcdef01-2345-4678-8abc-def012345678}'],
    ['no hyphens', 'abcdef01234546788abcdef012345678'],
    ['a line break after it', 'abcdef01-2345-4678-8abc-def012345678\n'],
    ['something before it', '../abcdef01-2345-4678-8abc-def012345678'],
    ['a line of its own', 'x\nabcdef01-2345-4678-8abc-def012345678'],
    ['a digit too few', 'abcdef01-2345-4678-8abc-def01234567'],
    ['a letter that is no digit', 'gbcdef01-2345-4678-8abc-def012345678'],
    ['a full-width digit', 'abcdef01-2345-4678-8abc-def01234567８'],
  ])('is not one with %s', (_what, text) => {
    expect(isUuid(text)).toBe(false);
  });

  it('is not one once any character of it is exchanged for something else', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => !/^[0-9a-f-]$/.test(text));
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.nat({ max: 35 }),
        odd,
        (id, at, put) => !isUuid(id.slice(0, at) + put + id.slice(at + 1)),
      ),
    );
  });

  it('stays the text it was whatever it identifies', () => {
    fc.assert(fc.property(fc.uuid(), (id) => applicationId(id) === id && clientId(id) === id && secretId(id) === id));
  });
});
