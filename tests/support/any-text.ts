import fc from 'fast-check';

/** Everything `trim` takes for a blank but the byte order mark: what a person may paste around a text. */
const BLANKS = [' ', '\t', '\n', '\r', '\u00A0', '\u2003', '\u202F', '\u3000', '\u2028'];

/** Texts of real scripts: right to left, without blanks, with marks, joiners, variation selectors and flags. */
const WRITTEN = [
  ...['Vertriebsaufträge', 'Zamówienia', 'Ђорђе', 'Παραγγελίες', 'Հայերեն', 'ქართული', 'طلبات المبيعات', 'הזמנות'],
  ...[
    'می‌خواهم',
    'बिक्री',
    'ක්‍රමය',
    'ยอดขาย',
    'ខ្មែរ',
    '販売注文',
    '판매 주문',
    '𠮷野家',
    'Việt Nam',
    'Vie\u0323\u0302t',
  ],
  ...['👨‍👩‍👧‍👦', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', '🇩🇪', '❤\uFE0F', 'e\u0301'],
];

/** Characters no text may hold inside, and why: they cannot be seen, turn the text around, or cannot be stored as UTF-8. */
export const FORBIDDEN_CHARACTERS = [
  ...['\0', '\u0007', '\u001B', '\u007F', '\u0085', '\u009F'],
  ...['\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E'],
  ...['\u2066', '\u2067', '\u2068', '\u2069', '\u2028', '\u2029', '\uFEFF'],
  ...['\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uFDD0', '\uFFFE', '\uFFFF', '\u{1FFFE}', '\u{10FFFF}'],
];

/** Characters that are no blanks and yet show nothing. */
export const UNSEEN_CHARACTERS = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\u3164', '\uFE0F', '\u2800'];

export const blanks = fc.string({ unit: fc.constantFrom(...BLANKS), maxLength: 4 });

/** What a person may call something: any script and sign, nothing forbidden, no blanks around it, never empty. */
export const writtenText = fc
  .array(fc.oneof(fc.constantFrom(...WRITTEN), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join('·').trim())
  .filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text));

/** Anything a keyboard, a clipboard or another program may put into a field. */
export const anyText = fc.oneof(
  writtenText,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...BLANKS, ...FORBIDDEN_CHARACTERS, ...UNSEEN_CHARACTERS, 'a', 'Ω'),
    maxLength: 12,
  }),
  fc.tuple(blanks, writtenText, blanks).map((parts) => parts.join('')),
  fc.nat({ max: 300 }).map((length) => '𝒳'.repeat(length)),
);

/** One code point that takes two UTF-16 units, or one that takes one: limits must not tell them apart. */
export const oneCodePoint = fc.constantFrom('a', 'ß', 'я', '販', '𠮷', '😀');
