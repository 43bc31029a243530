import type { FieldName } from './field.ts';
import { fail, ok, type Result } from './result.ts';

/** Limits of a text field; lengths are counted in Unicode code points, as JSON Schema's maxLength does. */
export interface TextRule {
  readonly field: FieldName;
  readonly maximum: number;
  readonly required: boolean;
}

// Controls, line separators, bidirectional controls, noncharacters and unpaired surrogates: they cannot be seen, change the
// direction of the text around them, or cannot be stored as UTF-8. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
const FORBIDDEN =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\p{Line_Separator}\p{Paragraph_Separator}\uFEFF]/gu;

// A name of joiners, fillers or the blank Braille pattern would be a row nobody can see or click.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Blanks around a text are dropped, and a text with nothing to see is empty; everything else is kept as typed. Failures:
 * field-empty, field-too-long, field-characters.
 */
export function parseText(rule: TextRule, typed: string): Result<string> {
  const trimmed = typed.trim();
  const characters = distinct(trimmed.match(FORBIDDEN) ?? []);
  if (characters.length > 0)
    return fail({ code: 'field-characters', field: rule.field, characters: characters.map(codePoint) });
  const text = VISIBLE.test(trimmed) ? trimmed : '';
  if (rule.required && text === '') return fail({ code: 'field-empty', field: rule.field });
  const length = lengthOf(text);
  if (length > rule.maximum) return fail({ code: 'field-too-long', field: rule.field, limit: rule.maximum, length });
  return ok(text);
}

// A letter with the marks that stand on it, as a person sees it: pasted text may hold `é` as two code points.
const SEEN_TOGETHER = /\P{Mark}(?:(?!\p{Default_Ignorable_Code_Point})\p{Mark})*|\p{Mark}/gu;
const UNSEEN = /^(?! )(?:[\p{Other}\p{Separator}\p{Default_Ignorable_Code_Point}]|\p{Mark}$)/u;

/** Characters of `text` outside `allowed` (a class for one character), each once, in order; invisible ones as `U+0000`. */
export function charactersOutside(text: string, allowed: RegExp): readonly string[] {
  const outside = (text.match(SEEN_TOGETHER) ?? []).filter((character) => !allowed.test(character));
  return distinct(outside.map((character) => (UNSEEN.test(character) ? codePoint(character) : character)));
}

export const lengthOf = (text: string): number => [...text].length;

const distinct = (characters: readonly string[]): readonly string[] => [...new Set(characters)];

/** An invisible character as `U+0000`, since it cannot be shown as itself. */
function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
