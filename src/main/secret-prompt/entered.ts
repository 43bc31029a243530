import { CREDENTIAL_MAXIMUM_BYTES } from '../../core/domain/tenant.ts';
import type { AskedSecret } from '../../core/use-cases/tenant-ports.ts';
import type { PromptProblem } from './prompt-page.ts';

/** More than any credential, and less than would be felt. */
export const FORM_MAXIMUM_BYTES = 16 * 1024;

export type Entered = { readonly value: string } | { readonly problem: PromptProblem };

/**
 * What was sent by the form. Nothing is trimmed: a blank may belong to it. No credential has a line break (RFC 6749, Appendix A.2;
 * RFC 7617, 2), so one that a copy brought along is said instead of sent. An empty passphrase is one; an empty secret is none.
 */
export function enteredIn(form: string, what: AskedSecret['what']): Entered {
  const value = new URLSearchParams(form).get('secret') ?? '';
  if (value === '' && what !== 'passphrase') return { problem: 'empty' };
  if (/[\r\n\u2028\u2029]/.test(value)) return { problem: 'line-break' };
  if (Buffer.byteLength(value, 'utf8') > CREDENTIAL_MAXIMUM_BYTES) return { problem: 'too-long' };
  if (what === 'client-secret' && !/^[\x20-\x7e]+$/.test(value)) return { problem: 'characters' };
  return { value };
}
