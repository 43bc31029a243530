/** What a remote tenant said when it did not do what it was asked. The only text of another program that a failure holds. */
export interface TenantReply {
  readonly status: number;
  /** The tenant's own words, on one line and cut short; empty when it gave none. */
  readonly message: string;
  /** Its `X-Ids-Id`, which SAP's support asks for. */
  readonly correlationId?: string;
  /** How far the tenant's clock is ahead of this machine's (behind: negative); absent while they agree. */
  readonly clockAheadSeconds?: number;
}

/** Why an answer with which something was to be done could not be used. */
export type AnswerProblem = 'not-json' | 'shape' | 'status' | 'redirect' | 'pages' | 'foreign';

/** Entries of a list, by name, as another one has them. */
export interface ListDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same name, leading elsewhere or described otherwise. */
  readonly changed: readonly string[];
}
