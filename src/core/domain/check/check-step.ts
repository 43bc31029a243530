import type { FailureCode } from '../failure.ts';
import type { RequestReason } from '../token-request.ts';
import type { NetworkTrouble } from './network-trouble.ts';

/** What a check looks at, in this order. */
export const CHECK_STEPS = [
  'secret-found',
  'hint-matches',
  'endpoint-reached',
  'client-accepted',
  'grant-allowed',
  'token-returned',
  'signature',
  'issuer',
  'audience',
  'azp',
  'ias-apis',
  'lifetime',
] as const;
export type CheckStepName = (typeof CHECK_STEPS)[number];

/** Why the local tenant's server does not answer, where main knows it. */
export type ServerAbsence = 'off' | 'starting' | 'waiting-for-keychain' | 'port-in-use' | 'failed';

/** A refusal of the token endpoint as it was received, and the exact reason where we are the tenant and may know it. */
export interface Refusal {
  readonly status: number;
  /** RFC 6749, 5.2; decided upon. */
  readonly error: string;
  /** Shown, never decided upon: SAP's texts are known in two cases only. */
  readonly description: string | null;
  readonly exact: RequestReason | null;
}

export type KeychainFailureCode = Extract<FailureCode, `keychain-${string}`>;

interface ReasonFacts {
  // secret-found
  'no-secret': unknown;
  'secret-missing': { readonly hint: string };
  'session-ended': { readonly hint: string };
  'made-elsewhere': { readonly hint: string };
  'keychain-failed': { readonly failure: KeychainFailureCode };
  // hint-matches
  'hint-differs': { readonly hint: string };
  // endpoint-reached
  'server-absent': { readonly absence: ServerAbsence };
  network: { readonly trouble: NetworkTrouble };
  redirected: { readonly status: number };
  'not-a-token-endpoint': { readonly status: number };
  'too-many-requests': unknown;
  // grant-allowed, before anything is sent
  'grant-missing': unknown;
  // client-accepted, grant-allowed, token-returned
  'client-refused': Refusal;
  'grant-refused': Refusal;
  'request-refused': Refusal;
  'token-absent': unknown;
  // signature
  'token-opaque': unknown;
  'keys-not-found': { readonly trouble: NetworkTrouble | 'not-keys' | 'elsewhere' };
  'algorithm-refused': { readonly algorithm: string };
  'key-unknown': { readonly kid: string };
  'signature-wrong': unknown;
  // issuer, audience, azp, ias-apis
  'claim-absent': { readonly expected: string };
  'claim-differs': { readonly expected: string; readonly found: string };
  // lifetime
  expired: { readonly at: string };
  'issued-in-future': { readonly at: string };
  'lifetime-absent': unknown;
}

/** The closed list of what can be wrong. No fact ever holds a secret or a token. */
export type CheckReasonCode = keyof ReasonFacts;
export type CheckReasonOf<C extends CheckReasonCode> = { [K in C]: { readonly code: K } & ReasonFacts[K] }[C];
export type CheckReason = CheckReasonOf<CheckReasonCode>;

export type CheckStep =
  | { readonly name: CheckStepName; readonly outcome: 'passed' | 'not-reached' }
  | { readonly name: CheckStepName; readonly outcome: 'failed'; readonly reason: CheckReason };

/** What was found out, step by step; a step that nothing is known of was not reached. */
export type Findings = Partial<Readonly<Record<CheckStepName, 'passed' | CheckReason>>>;

/** All steps in order, each with its outcome. */
export const stepsFrom = (findings: Findings): readonly CheckStep[] =>
  CHECK_STEPS.map((name): CheckStep => {
    const finding = findings[name];
    if (finding === undefined) return { name, outcome: 'not-reached' };
    return finding === 'passed' ? { name, outcome: 'passed' } : { name, outcome: 'failed', reason: finding };
  });

/** Everything before the step has passed, and the step has failed for this reason. */
export function failedAt(name: CheckStepName, reason: CheckReason): Findings {
  return { ...passedBefore(name), [name]: reason };
}

export const passedBefore = (name: CheckStepName): Findings =>
  Object.fromEntries(CHECK_STEPS.slice(0, CHECK_STEPS.indexOf(name)).map((each) => [each, 'passed' as const]));
