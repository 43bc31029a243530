import type { CheckReasonOf } from '../domain/check/check-step.ts';
import type { DecodedClaims } from '../domain/check/judge-claims.ts';
import type { TokenAnswer } from '../domain/check/token-answer.ts';
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

export type SignatureFinding =
  'passed' | CheckReasonOf<'keys-not-found' | 'algorithm-refused' | 'key-unknown' | 'signature-wrong'>;

/** A tenant's token endpoint and published keys at one address. Nothing is thrown; redirects are not followed. */
export interface TokenEndpoint {
  /** Scheme, host and port: what tokens from here must name as their issuer. */
  readonly issuer: string;
  fetchToken(request: TokenRequest): Promise<TokenAnswer>;
  /** Undefined for a token that is no JWT (an opaque one). Nothing is verified. */
  decode(token: string): DecodedToken | undefined;
  /** Against the keys that discovery at this address leads to. */
  verify(token: string): Promise<SignatureFinding>;
}

/** Waits before what was refused is asked for again; `retry` counts from 1. */
export type Pause = (retry: number) => Promise<void>;

/** Why the tenant refused a request, which its answer does not say. Undefined where that cannot be known. */
export interface ReasonOfRefusal {
  find(refused: { readonly clientId: string; readonly since: Date }): Promise<RequestReason | undefined>;
}
