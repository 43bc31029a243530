import type { Application, ApplicationSummary } from '../domain/application.ts';
import type { SecretTerms } from '../domain/directory-api/tenant-request.ts';
import type { ToldSecret } from '../domain/directory-api/tenant-secret.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import type { Result } from '../domain/result.ts';
import type { KeptIn } from '../domain/secret.ts';
import type { VaultState } from '../domain/vault-state.ts';

/**
 * SAP's resource model: applications with what they provide, consume and authenticate with. Implemented by the local
 * directory and, over `/Applications/v1`, by a remote one. Nothing is answered before it is durable.
 */
export interface Directory {
  /** Every application, in no particular order, from what is in memory. */
  list(): Promise<Result<readonly ApplicationSummary[]>>;
  /** Summaries of the applications with a dependency on the provider (computed, never stored). */
  dependentsOf(provider: ApplicationId): Promise<Result<readonly ApplicationSummary[]>>;
  /** Failures: application-unknown, store-damaged. */
  read(id: ApplicationId): Promise<Result<Application>>;
  /**
   * One application with all it holds; answers it as it is there now, since a remote tenant decides on client ID, times and
   * defaults itself. Own records are written in one step: after a crash it is there whole or not at all. Failure:
   * application-exists.
   */
  create(application: Application): Promise<Result<Application>>;
  /**
   * Reads, lets `change` decide on what was just read, writes, reads back. Changes of one application run one after the other.
   * A refusal of `change` is handed on and nothing is written.
   */
  change(id: ApplicationId, change: (current: Application) => Result<Application>): Promise<Result<Application>>;
  /** Failures: application-unknown, store-write-failed. */
  remove(id: ApplicationId): Promise<Result<void>>;
}

/** A directory that makes the values of secrets itself, as a remote tenant does. */
export interface SecretIssuer {
  /** The value is told this once. Failures: application-unknown, secret-value-lost, tenant-*. */
  issue(id: ApplicationId, terms: SecretTerms): Promise<Result<ToldSecret>>;
}

/** Three verbs for one key; operations on one key run in order. Values: 1-1200 bytes of printable ASCII. */
export interface SecretVault {
  /** Where `keep` would put a value now. */
  keepsIn(): KeptIn;
  /** Stores and reads back. Failures: keychain-* (keychain-altered-value when another value came back). */
  keep(id: SecretId, value: string): Promise<Result<void>>;
  /** The value, or undefined when it is certainly not there: a locked keychain, which looks empty, is a failure instead. */
  read(id: SecretId): Promise<Result<string | undefined>>;
  /** Certain to be gone afterwards, also when it was not there. Failures: keychain-*. */
  forget(id: SecretId): Promise<Result<void>>;
}

/** Looks at the vault itself: asked at start, after a failure and when a person presses *Try again*. */
export interface VaultHealth {
  state(): VaultState;
  /** Asks the keychain again (one canary read, written if this profile never had one). */
  check(): Promise<VaultState>;
  /** Memory only until the app ends; chosen by a person, never by us. */
  useSession(): void;
}

interface Stamped {
  readonly id: string;
  readonly at: string;
  readonly applicationId: ApplicationId;
}

export interface CreationIntent extends Stamped {
  readonly kind: 'create-application' | 'create-secret';
  readonly secretId: SecretId;
}

export interface RemovalIntent extends Stamped {
  readonly kind: 'remove-application' | 'remove-secret';
  /** Those whose values the keychain held when the removal began. */
  readonly secretIds: readonly SecretId[];
}

/** A secret that a tenant makes itself. */
export interface IssueIntent extends Stamped {
  readonly kind: 'issue-secret';
  readonly terms: SecretTerms;
  /** Those of the application before it was asked for. */
  readonly before: readonly SecretId[];
  /** Null: its answer has not arrived. */
  readonly secretId: SecretId | null;
}

/**
 * What is about to happen, written durably before it does, so that the next start can finish or undo what a crash left: a
 * creation without its record is undone, a removal of own records that took a value out of the vault is finished, the value of a
 * secret that a tenant elsewhere has no more is forgotten, a secret that was made here and whose value was never kept is deleted.
 */
export type Intent = CreationIntent | RemovalIntent | IssueIntent;

export interface IntentJournal {
  /** Durable when it answers. Failure: store-write-failed. */
  add(intent: Intent): Promise<Result<void>>;
  /** Durable when it answers; an id that is not there is settled. */
  settle(id: string): Promise<Result<void>>;
  /** Oldest first. */
  pending(): Promise<Result<readonly Intent[]>>;
}

export interface Clock {
  now(): Date;
}

export interface Ids {
  /** A random UUID (RFC 9562, version 4). */
  next(): string;
}

/** The system's random source and hash; their product is the only secret value the core ever handles. */
export interface SecretMaker {
  make(): { readonly value: string; readonly digest: string };
}
