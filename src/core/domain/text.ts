import type { FieldName } from './field.ts';
import { fail, ok, type Result } from './result.ts';

/** Limits of a text field; lengths are counted in Unicode code points, as JSON Schema's maxLength does. */
export interface TextRule {
  readonly field: FieldName;
  readonly maximum: number;
  readonly required: boolean;
}

// Control, format-override and unpaired surrogate characters: they cannot be seen, change the direction of the text around
// them, or cannot be stored as UTF-8. Joiners (U+200C, U+200D) stay allowed: several scripts and emoji need them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** Blanks around a text are dropped, everything else is kept as typed. Failures: field-empty, field-too-long, field-characters. */
export function parseText(rule: TextRule, typed: string): Result<string> {
  const text = typed.trim();
  const characters = distinct(text.match(FORBIDDEN) ?? []);
  if (characters.length > 0)
    return fail({ code: 'field-characters', field: rule.field, characters: characters.map(codePoint) });
  if (rule.required && text === '') return fail({ code: 'field-empty', field: rule.field });
  const length = lengthOf(text);
  if (length > rule.maximum) return fail({ code: 'field-too-long', field: rule.field, limit: rule.maximum, length });
  return ok(text);
}

/** Characters of `text` outside `allowed` (a class for one character), each once, in order. */
export function charactersOutside(text: string, allowed: RegExp): readonly string[] {
  return distinct([...text].filter((character) => !allowed.test(character)));
}

export const lengthOf = (text: string): number => [...text].length;

const distinct = (characters: readonly string[]): readonly string[] => [...new Set(characters)];

/** An invisible character as `U+0000`, since it cannot be shown as itself. */
function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
