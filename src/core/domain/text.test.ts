import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyText,
  blanks,
  FORBIDDEN_CHARACTERS,
  oneCodePoint,
  UNSEEN_CHARACTERS,
  writtenText,
} from '../../../tests/support/any-text.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { charactersOutside, lengthOf, parseText, type TextRule } from './text.ts';

const optional: TextRule = { field: 'description', maximum: 40, required: false };
const required: TextRule = { field: 'display-name', maximum: 40, required: true };
const wide: TextRule = { ...required, maximum: 1000 };

const named = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

describe('a text', () => {
  it('in any script is kept as it was typed', () => {
    fc.assert(fc.property(writtenText, (text) => worked(parseText(wide, text)) === text));
  });

  it('loses the blanks around it and none within', () => {
    fc.assert(
      fc.property(blanks, writtenText, blanks, (before, text, after) => {
        expect(worked(parseText(wide, `${before}${text} ${text}${after}`))).toBe(`${text} ${text}`);
      }),
    );
  });

  it('that was accepted is accepted again as it is, within its limit, and can be stored as UTF-8', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const parsed = parseText(optional, typed);
        if (!parsed.ok) return;
        expect(parseText(optional, parsed.value)).toEqual(parsed);
        expect(lengthOf(parsed.value)).toBeLessThanOrEqual(optional.maximum);
        expect(Buffer.from(parsed.value, 'utf8').toString('utf8')).toBe(parsed.value);
      }),
    );
  });

  it('is accepted or refused for one of three reasons, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 2000 })), (typed) => {
        const parsed = parseText(required, typed);
        if (!parsed.ok) expect(['field-empty', 'field-too-long', 'field-characters']).toContain(parsed.failure.code);
      }),
    );
  });

  it('may be empty only where nothing is required', () => {
    fc.assert(
      fc.property(blanks, (typed) => {
        expect(parseText(optional, typed)).toEqual({ ok: true, value: '' });
        expect(refusal(parseText(required, typed))).toEqual({ code: 'field-empty', field: 'display-name' });
      }),
    );
  });

  it('with nothing to see in it is empty', () => {
    const unseen = fc.string({ unit: fc.constantFrom(...UNSEEN_CHARACTERS, ' '), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(unseen, (typed) => {
        expect(parseText(optional, typed)).toEqual({ ok: true, value: '' });
        expect(refusal(parseText(required, typed))).toEqual({ code: 'field-empty', field: 'display-name' });
        expect(worked(parseText(required, `a${typed}b`))).toBe(`a${typed}b`);
      }),
    );
  });

  it.each([
    ['at its limit is accepted', 40],
    ['of one character is accepted', 1],
  ])('%s, counted in code points', (_what, length) => {
    fc.assert(
      fc.property(oneCodePoint, (character) => {
        const text = character.repeat(length);
        expect(parseText(required, ` ${text} `)).toEqual({ ok: true, value: text });
      }),
    );
  });

  it('one character over its limit is refused, and the failure says both numbers', () => {
    fc.assert(
      fc.property(oneCodePoint, fc.integer({ min: 41, max: 500 }), (character, length) => {
        expect(refusal(parseText(required, character.repeat(length)))).toEqual({
          ...{ code: 'field-too-long', field: 'display-name', limit: 40, length },
        });
      }),
    );
  });

  it('counts a letter and the mark on it as two, as the limit of the API does', () => {
    expect(lengthOf('e\u0301')).toBe(2);
    expect(lengthOf('👨‍👩‍👧')).toBe(5);
    expect(lengthOf('𠮷')).toBe(1);
    expect(lengthOf('')).toBe(0);
  });

  it.each(FORBIDDEN_CHARACTERS.map((character) => [named(character), character]))(
    'with %s anywhere inside is refused, and the failure names it by its number',
    (name, character) => {
      fc.assert(
        fc.property(writtenText, writtenText, (before, after) => {
          expect(refusal(parseText(wide, `${before}a${character}b${after}`))).toEqual({
            ...{ code: 'field-characters', field: 'display-name', characters: [name] },
          });
        }),
        { numRuns: 10 },
      );
    },
  );

  it('is told each forbidden character once, in order', () => {
    expect(refusal(parseText(optional, 'a\u202Eb\0c\u202Ed'))).toMatchObject({ characters: ['U+202E', 'U+0000'] });
  });

  it('keeps joiners and tags: scripts, families and flags need them', () => {
    for (const text of [
      'می\u200Cخواهم',
      'ක්\u200Dරමය',
      '👨\u200D👩\u200D👧',
      '🏴\u{E0067}\u{E0062}\u{E007F}',
      '❤\uFE0F',
    ]) {
      expect(parseText(required, text)).toEqual({ ok: true, value: text });
    }
  });

  it('is refused for what it must not hold before it is refused for its length', () => {
    expect(refusal(parseText(required, `${'a'.repeat(100)}\0b`)).code).toBe('field-characters');
  });
});

describe('characters outside those allowed', () => {
  const allowed = /^[a-z]$/;

  it('are none when all are allowed', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]*$/), (text) => charactersOutside(text, allowed).length === 0));
  });

  it('are each named once, in order, and those nobody can see by their number', () => {
    expect(charactersOutside('a b.c ü.\u200Bd\u00A0\t\uD800', allowed)).toEqual([
      ...[' ', '.', 'ü', 'U+200B', 'U+00A0', 'U+0009', 'U+D800'],
    ]);
  });

  it('are named with the marks that stand on them, as a person sees them', () => {
    expect(charactersOutside('cafe\u0301', allowed)).toEqual(['e\u0301']);
    expect(charactersOutside('\u0301a', allowed)).toEqual(['U+0301']);
    expect(charactersOutside('a\uFE0F', allowed)).toEqual(['U+FE0F']);
  });

  it('are found exactly when there are any, and can all be shown', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const outside = charactersOutside(text, allowed);
        expect(outside.length > 0).toBe([...text].some((character) => !/[a-z]/.test(character)));
        for (const each of outside) expect(each).not.toMatch(/^(?! )[\p{C}\p{Z}]/u);
        expect(new Set(outside).size).toBe(outside.length);
      }),
    );
  });
});
