import type { SecretScope, SecretValidity } from '../../core/domain/secret.ts';
import type { KeychainView, SecretView } from '../../shared/ipc/views.ts';

export const VALIDITY_WORDS: Record<SecretValidity, string> = {
  'one-year': 'In 1 year',
  'two-years': 'In 2 years',
  never: 'Never',
};

/** The console's words for the scopes. */
export const SCOPE_WORDS: Record<SecretScope, string> = {
  manageApp: 'Application',
  manageUsers: 'Application Users',
  oAuth: 'OpenID',
};

/** A secret as one recognises it: its first characters, and dots for the rest. */
export const hintText = (hint: string): string => `${hint}…`;

type Kept = Pick<SecretView, 'keptIn' | 'sessionEnded' | 'valueHere'>;

/** Whether its value can still be had: copied, shown, tried. */
export const isReadable = ({ sessionEnded, valueHere }: Kept): boolean => valueHere && !sessionEnded;

/** Where the value is, in a few words. */
export function keptInWords({ keptIn, sessionEnded, valueHere }: Kept): string {
  if (!valueHere) return 'Made elsewhere';
  if (keptIn === 'keychain') return 'Keychain';
  return sessionEnded ? 'Gone with its session' : 'This session only';
}

/** How long the value of a secret just made can be had, in a sentence. */
export function lastingWords({ keptIn }: Pick<SecretView, 'keptIn'>, { throwAway }: KeychainView): string {
  if (keptIn === 'session')
    return 'The secret is kept in memory only: copy it before you quit Trust Desk, it is gone for good then.';
  return throwAway
    ? 'The secret stays in the temporary keychain, which ends with this start of Trust Desk: copy it before you quit.'
    : 'The secret stays in the keychain of your operating system, and nowhere else.';
}
