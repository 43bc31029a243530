import type { SecretId } from './identifiers.ts';
import { done, fail, ok, type Result } from './result.ts';
import { parseText } from './text.ts';

/** Where the value is: in the operating system's keychain, or (chosen by the person) in memory until the app ends. */
export type KeptIn = 'keychain' | 'session';

/** The facts of a client secret. Its value is data nowhere: it is only in the vault. */
export interface Secret {
  readonly id: SecretId;
  /** First four characters of the value, as SAP shows them. May begin with `=` or `[`. */
  readonly hint: string;
  readonly description: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`; absent means it never expires. */
  readonly validTo?: string;
  /** Kept as received: newer tenants know scopes this product has no word for. */
  readonly scopes: readonly string[];
  readonly created: string;
  readonly keptIn: KeptIn;
  /** SHA-256 of the value, hexadecimal: what the local tenant verifies against. */
  readonly digest: string;
}

/** SAP: "Configure Secrets for API Authentication": at most 20 an application. */
export const SECRETS_MAXIMUM = 20;
const SECRET_DESCRIPTION_MAXIMUM = 255;
export const HINT_LENGTH = 4;

/** What the console calls Application, Application Users, OpenID. A token request needs `oAuth`. */
export const SECRET_SCOPES = ['manageApp', 'manageUsers', 'oAuth'] as const;
export type SecretScope = (typeof SECRET_SCOPES)[number];

export const SECRET_VALIDITIES = ['one-year', 'two-years', 'never'] as const;
export type SecretValidity = (typeof SECRET_VALIDITIES)[number];

export const parseSecretDescription = (typed: string): Result<string> =>
  parseText({ field: 'secret-description', maximum: SECRET_DESCRIPTION_MAXIMUM, required: false }, typed);

/** Expiry counted in calendar years from `now`, UTC, in the form the API takes (no milliseconds). The 29th of February ends on the 28th. */
export function expiryOf(validity: SecretValidity, now: Date): string | undefined {
  if (validity === 'never') return undefined;
  const end = new Date(now);
  const month = end.getUTCMonth();
  end.setUTCFullYear(end.getUTCFullYear() + (validity === 'one-year' ? 1 : 2));
  if (end.getUTCMonth() !== month) end.setUTCDate(0);
  return toSeconds(end);
}

/** ISO 8601 in UTC without milliseconds, as `validTo` is written. */
export const toSeconds = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

export type SecretStatus = 'valid' | 'expires-soon' | 'expired';

const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/** Without a zone it is UTC, as SAP's older examples have it. */
const endOf = (validTo: string): number => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(validTo) ? validTo : `${validTo}Z`);

/** Whether two secrets end at the same moment, however it is written. */
export const isSameEnd = (one: string | undefined, other: string | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && endOf(one) === endOf(other));

/** An expiry without `Z` is read as UTC: SAP's older description shows it so. One that is no date has passed. */
export function statusOf(secret: Pick<Secret, 'validTo'>, now: Date): SecretStatus {
  if (secret.validTo === undefined) return 'valid';
  const end = endOf(secret.validTo);
  const left = end - now.getTime();
  // What cannot be read must not let a secret live for ever: every comparison with it is false.
  if (!(left > 0)) return 'expired';
  return left <= SOON_MS ? 'expires-soon' : 'valid';
}

/** Failure: secret-limit-reached. */
export const checkRoomForSecret = (secrets: readonly Secret[]): Result<void> =>
  secrets.length < SECRETS_MAXIMUM ? done : fail({ code: 'secret-limit-reached', limit: SECRETS_MAXIMUM });

/** Newest first, as the API lists them. Failure: secret-limit-reached. */
export function addSecret(secrets: readonly Secret[], added: Secret): Result<readonly Secret[]> {
  const room = checkRoomForSecret(secrets);
  return room.ok ? ok([added, ...secrets]) : room;
}

export const findSecret = (secrets: readonly Secret[], id: SecretId): Secret | undefined =>
  secrets.find((secret) => secret.id === id);

/** Failure: secret-unknown. */
export function withoutSecret(secrets: readonly Secret[], id: SecretId): Result<readonly Secret[]> {
  if (!findSecret(secrets, id)) return fail({ code: 'secret-unknown', id });
  return ok(secrets.filter((secret) => secret.id !== id));
}
