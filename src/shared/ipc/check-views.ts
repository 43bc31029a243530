import type { CheckStep } from '../../core/domain/check/check-step.ts';
import type { ClaimMeaning } from '../../core/domain/check/claim-meaning.ts';
import type { ApiTarget } from '../../core/domain/dependency.ts';
import type { ApplicationId, SecretId } from '../../core/domain/identifiers.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';

interface Named {
  readonly id: ApplicationId;
  readonly label: string;
}

/** What a check has found out. */
export interface CheckView {
  /** Which address was asked, and how. */
  readonly address: string;
  readonly over: Scheme;
  readonly consumer: Named;
  /** Null for a token for the consumer itself; the label is the id when the provider no longer exists. */
  readonly provider: Named | null;
  readonly dependency: string | null;
  readonly apiName: ApiTarget;
  /** Null when the application has none. */
  readonly secret: { readonly id: SecretId; readonly hint: string } | null;
  readonly steps: readonly CheckStep[];
  /** How often it was asked again because something of it is new; 0 in most cases. */
  readonly retries: number;
  /** Null when none was returned. */
  readonly token: TokenView | null;
}

/** A token without its signature: enough to read, not enough to use. */
export interface TokenView {
  /** Names the token in main, to copy it and to call an API with it. */
  readonly handle: string;
  /** Null for an opaque token, which says nothing. */
  readonly header: readonly DecodedMember[] | null;
  readonly claims: readonly DecodedMember[] | null;
  /** ISO 8601; null when the token does not say. */
  readonly expires: string | null;
  /** What was called last at this provider; empty at first. */
  readonly lastUrl: string;
}

export interface DecodedMember {
  readonly name: string;
  /** A text as it is, a list of texts with commas, an instant in ISO 8601, anything else as JSON. */
  readonly value: string;
  readonly isInstant: boolean;
  /** Null for a member that no source explains. */
  readonly meaning: ClaimMeaning | null;
}
