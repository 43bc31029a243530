import { statusOf, type Secret } from './secret.ts';

/** Where a secret's value is, seen from here: in a tenant elsewhere others make secrets, too, and their values are told to them only. */
export type ValuePlace = 'here' | 'session-ended' | 'elsewhere';

interface Known {
  readonly now: Date;
  readonly valueAt: (secret: Secret) => ValuePlace;
}

/** The newest one that a token request could be made with, and whose value is here; secrets stand newest first. */
const usableSecret = (secrets: readonly Secret[], known: Known): Secret | undefined =>
  secrets.find((secret) => isHere(secret, known) && isFitting(secret, known));

/** Where no value is here any more, one that was: what has become of it can then be said. */
export const secretToShow = (secrets: readonly Secret[], known: Known): Secret | undefined =>
  usableSecret(secrets, known) ??
  secrets.find((secret) => known.valueAt(secret) === 'session-ended' && isFitting(secret, known));

/** Where there is none, the next best is tried: the refusal then says why. */
export function secretToCheck(secrets: readonly Secret[], known: Known): Secret | undefined {
  const here = secrets.filter((secret) => isHere(secret, known));
  return usableSecret(secrets, known) ?? here.find((secret) => isValid(secret, known)) ?? here[0] ?? secrets[0];
}

const isFitting = (secret: Secret, known: Known): boolean => isValid(secret, known) && secret.scopes.includes('oAuth');
const isHere = (secret: Secret, { valueAt }: Known): boolean => valueAt(secret) === 'here';
const isValid = (secret: Secret, { now }: Known): boolean => statusOf(secret, now) !== 'expired';
