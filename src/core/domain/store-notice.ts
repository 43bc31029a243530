/** Something about the stored data, or what it stands for, that a person should know: shown until dismissed, also at the next start if still true. */
export type StoreNotice = StoredDataNotice | UnclaimedSecretNotice;

interface StoredDataNotice {
  readonly kind: 'older-copy-used' | 'record-unreadable' | 'records-vanished' | 'newer-format' | 'index-rebuilt';
  /** The record, or how many of them. */
  readonly what: string;
  /** Path inside the data folder of a file that cannot be read. It may have got a time stamp behind its name since. */
  readonly savedAs: string | null;
}

/** An answer to a request for a secret never came, and the application has some that may be what was asked for. */
export interface UnclaimedSecretNotice {
  readonly kind: 'secret-unclaimed';
  /** Label of the application. */
  readonly what: string;
  /** Name of its tenant. */
  readonly tenant: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  readonly hints: readonly string[];
  readonly savedAs: null;
}
