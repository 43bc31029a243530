import type { Application } from '../../domain/application.ts';
import type { PatchOperationShape } from '../../domain/directory-api/wire.ts';
import type { ApplicationId } from '../../domain/identifiers.ts';
import type { Result } from '../../domain/result.ts';
import type { Clock, Directory, Ids, SecretIssuer, SecretVault } from '../ports.ts';
import type { CreationRecord } from './creation-record.ts';

export interface Making {
  readonly application: Application;
  /** Others of its name before it was sent. */
  readonly namedBefore: readonly ApplicationId[];
}

export type Change = (current: Application) => Result<Application>;
type Operations = readonly PatchOperationShape[];

/** What a remote tenant can do beyond the port of every directory: one write at a time, exactly as it was planned. */
export interface PlannedWrites {
  /** Applications of exactly this name. */
  named(name: string): Promise<Result<readonly ApplicationId[]>>;
  /** Sends it once; answers the id that it has there. Failure: creation-not-ours. */
  make(making: Making): Promise<Result<ApplicationId>>;
  /**
   * Reads only, and again after a moment: one that was sent a second time is an application too many. Failure: creation-not-ours,
   * when there is a new one of the name under another id.
   */
  find(making: Making): Promise<Result<ApplicationId | undefined>>;
  /** What `change` comes to, as the application is now. */
  operationsFor(id: ApplicationId, change: Change): Promise<Result<Operations>>;
  /** As `change` of the port, and only if it comes to the planned operations. Failure: list-changed-meanwhile. */
  changeAsPlanned(
    id: ApplicationId,
    planned: { readonly change: Change; readonly operations: Operations },
  ): Promise<Result<Application>>;
}

export interface CreationJournal {
  /** Durable when it answers; takes the place of the one before. Failure: store-*. */
  write(record: CreationRecord): Promise<Result<void>>;
  /** Durable when it answers; an id that is not there is dropped. */
  drop(id: string): Promise<Result<void>>;
  /** Oldest first. */
  all(): Promise<Result<readonly CreationRecord[]>>;
}

export interface CreationDesk {
  readonly tenant: Directory & SecretIssuer & PlannedWrites;
  readonly vault: SecretVault;
  readonly creations: CreationJournal;
  readonly clock: Clock;
  readonly ids: Ids;
}
