import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../tests/support/seeded-bytes.ts';
import { parseDescription, parseDisplayName, parseName } from './application.ts';
import { parseDependencyName } from './dependency.ts';
import { parseApiDescription, parseApiName } from './provided-api.ts';
import type { Result } from './result.ts';
import { makeSecretValue } from './secret-value.ts';
import { parseSecretDescription } from './secret.ts';

const bytes = seededBytes(9);
const secret = fc.nat().map(() => makeSecretValue(bytes));

const FIELDS: readonly (readonly [string, (typed: string) => Result<string>])[] = [
  ['display name', parseDisplayName],
  ['name', parseName],
  ['description', parseDescription],
  ['API name', parseApiName],
  ['API description', parseApiDescription],
  ['dependency name', parseDependencyName],
  ['secret description', parseSecretDescription],
];

describe.each(FIELDS)('a secret pasted into the %s by mistake', (_what, parse) => {
  it('is not repeated by the failure, however it is refused', () => {
    // Alone, and in company that makes each rule refuse it: too long, invisible, malformed.
    const around = fc.constantFrom('', '\0', '\u202E', 'ü ', 'a'.repeat(300));
    let refused = 0;
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const parsed = parse(`${before}${value}${after}`);
        if (parsed.ok) return;
        refused += 1;
        const said = JSON.stringify(parsed.failure);
        for (let at = 0; at + 5 <= value.length; at += 1) expect(said).not.toContain(value.slice(at, at + 5));
      }),
    );
    expect(refused).toBeGreaterThan(0);
  });
});
