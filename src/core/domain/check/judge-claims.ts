import type { CheckReason, Findings } from './check-step.ts';

/** A token's payload as it was decoded: nothing in it is known to be of the right kind. */
export type DecodedClaims = Readonly<Record<string, unknown>>;

/** What the token should say. */
export interface ExpectedToken {
  /** The origin it was asked at, and what discovery there says. */
  readonly issuers: readonly [string, ...string[]];
  /** Client id of the provider, or of the consumer for a token for itself. */
  readonly audience: string;
  readonly consumer: string;
  /** The API's name; null in a token for the consumer itself. */
  readonly api: string | null;
}

type Finding = 'passed' | CheckReason;

/** Clocks of two machines are never quite the same. */
const CLOCK_TOLERANCE_S = 60;

/** The steps from *issuer* to *lifetime*, each judged for itself, so that all that is wrong is seen at once. */
export const judgeClaims = (claims: DecodedClaims, expected: ExpectedToken, now: Date): Findings => ({
  issuer: judgeIssuer(claims, expected.issuers),
  audience: judgeHolding(claims['aud'], expected.audience),
  azp: judgeEqual(claims['azp'], expected.consumer),
  'ias-apis': judgeApis(claims['ias_apis'], expected.api),
  lifetime: judgeLifetime(claims, now),
});

/** SAP tenants may be set to leave `https://` out of the issuer. */
const withoutHttps = (issuer: string): string => issuer.replace(/^https:\/\//, '');

/** Under a custom domain `ias_iss` names the tenant itself, and SAP's libraries go by it. */
function judgeIssuer({ iss, ias_iss: own }: DecodedClaims, expected: ExpectedToken['issuers']): Finding {
  if (iss === undefined) return differs(iss, expected[0]);
  const isExpected = (found: unknown): boolean =>
    typeof found === 'string' && expected.some((each) => withoutHttps(each) === withoutHttps(found));
  return isExpected(iss) || isExpected(own) ? 'passed' : differs(iss, expected[0]);
}

const judgeEqual = (found: unknown, expected: string): Finding =>
  found === expected ? 'passed' : differs(found, expected);

/** RFC 7519, 4.1.3: `aud` is one string or a list of them. */
function judgeHolding(found: unknown, expected: string): Finding {
  const holds = Array.isArray(found) ? found.includes(expected) : found === expected;
  return holds ? 'passed' : differs(found, expected);
}

function judgeApis(found: unknown, expected: string | null): Finding {
  if (expected === null) return found === undefined ? 'passed' : differs(found, '');
  // A single string would be taken for a list of letters by some; SAP's claim is a list.
  return Array.isArray(found) && found.includes(expected) ? 'passed' : differs(found, expected);
}

const differs = (found: unknown, expected: string): CheckReason =>
  found === undefined
    ? { code: 'claim-absent', expected }
    : { code: 'claim-differs', expected, found: textOfValue(found) };

function judgeLifetime({ exp, iat }: DecodedClaims, now: Date): Finding {
  const seconds = now.getTime() / 1000;
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return { code: 'lifetime-absent' };
  if (exp <= seconds) return { code: 'expired', at: instantOf(exp) ?? '' };
  if (typeof iat === 'number' && iat > seconds + CLOCK_TOLERANCE_S)
    return { code: 'issued-in-future', at: instantOf(iat) ?? '' };
  return 'passed';
}

/** ISO 8601 of whole seconds since 1970 (RFC 7519, NumericDate), or undefined for what is no such date. */
export function instantOf(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number') return undefined;
  const instant = new Date(seconds * 1000);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** A member's value as one reads it: text as it is, a list of texts with commas, anything else as JSON. */
export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ');
  return JSON.stringify(value);
}
