import { done, fail, type Result } from '../../core/domain/result.ts';

/** Windows takes 2560 bytes a credential; half of it leaves room for what keytar and the system add. */
const BYTES_MAXIMUM = 1200;

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/**
 * Whether every keychain gives the value back as it was: 1-1200 bytes of printable ASCII. Others are refused before the keychain
 * sees them: a NUL cuts a value silently, a lone surrogate becomes another character, a line break has cost whole keyrings, and
 * an empty value is an error. A product that tries it has a defect, hence `input-malformed`.
 */
export function checkStorable(value: string): Result<void> {
  if (value.length <= BYTES_MAXIMUM && PRINTABLE_ASCII.test(value)) return done;
  return fail({ code: 'input-malformed', path: 'secret-value' });
}
