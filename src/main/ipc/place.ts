import type { Application } from '../../core/domain/application.ts';
import type { ApplicationId, TenantId } from '../../core/domain/identifiers.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { Result } from '../../core/domain/result.ts';
import type { KeptIn, Secret } from '../../core/domain/secret.ts';
import type { UserId } from '../../core/domain/user.ts';
import type { ClientIdLockView } from '../../shared/ipc/tenant-views.ts';

/** What each tenant does in its own way, as the handlers ask it. */
export interface Place {
  readonly id: TenantId;
  /** How well the list of its applications is known. */
  listState(): ListState;
  /** Has the list read again, beside all else. */
  refresh(): void;
  /** Null: this tenant does not tell. */
  lockOf(application: Application): ClientIdLockView | null;
  /** Failures: store-*, tenant-*. */
  switchLock(id: ApplicationId, enabled: boolean): Promise<Result<void>>;
  /** Failures: store-*, tenant-*. */
  unlock(id: ApplicationId): Promise<Result<void>>;
  /** Where the value of one of its secrets is kept; undefined where others made it, as in a tenant elsewhere. */
  keptIn(secret: Secret): KeptIn | undefined;
  /** Where a printed call asks for tokens, and the file with the certificate that a client must be told to trust there. */
  tokenCall(over: Scheme): { readonly tokenEndpoint: string; readonly certificateFile?: string };
  /** Absolute path of the PEM of the authority that was imported for it; null: none was, or it could not be written. */
  readonly authorityFile: string | null;
  /** A signed token for the user. Failures: application-unknown, user-unknown, tenant-server-*, request-refused (not here). */
  userToken(consumer: ApplicationId, user: UserId): Promise<Result<string>>;
}
