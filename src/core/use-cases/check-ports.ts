import type { CheckReasonOf } from '../domain/check/check-step.ts';
import type { DecodedClaims } from '../domain/check/judge-claims.ts';
import type { TokenAnswer } from '../domain/check/token-answer.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import type { RequestReason } from '../domain/token-request.ts';

/** A client-credentials request with its secret in the body. Without `resource` it is for the client itself. */
export interface TokenRequest {
  readonly clientId: string;
  readonly secret: string;
  readonly resource: string | null;
}

export interface DecodedToken {
  readonly header: DecodedClaims;
  readonly claims: DecodedClaims;
}

/** `issuer`: as discovery names it, which need not be the address that was asked; null where it names none. */
export type SignatureFinding =
  | { readonly code: 'verified'; readonly issuer: string | null }
  | CheckReasonOf<'keys-not-found' | 'algorithm-refused' | 'key-unknown' | 'signature-wrong'>;

/** A tenant's token endpoint and published keys at one address. Nothing is thrown; redirects are not followed. */
export interface TokenEndpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  fetchToken(request: TokenRequest): Promise<TokenAnswer>;
  /** Undefined for a token that is no JWT (an opaque one). Nothing is verified. */
  decode(token: string): DecodedToken | undefined;
  /** Against the keys that discovery at this address leads to. */
  verify(token: string): Promise<SignatureFinding>;
}

/** With a tenant that may not know everywhere yet what it has just written, and does not tell when that was. */
export interface Patience {
  /** When the value of the secret came here; undefined where that was not of late. */
  keptAt(secret: SecretId): Date | undefined;
  /** When it was changed from here; undefined where that was not of late. */
  changedAt(application: ApplicationId): Date | undefined;
  /** Waits before what was refused is asked for again; `retry` counts from 1. */
  pause(retry: number): Promise<void>;
}

/** Why the tenant refused a request, which its answer does not say. Undefined where that cannot be known. */
export interface ReasonOfRefusal {
  find(refused: { readonly clientId: string; readonly since: Date }): Promise<RequestReason | undefined>;
}
