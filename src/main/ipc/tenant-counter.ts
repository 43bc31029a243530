import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Scheme, TenantPorts } from '../../core/domain/local-tenant.ts';
import type { Result } from '../../core/domain/result.ts';
import type { RequestOutcome } from '../../core/domain/token-request.ts';
import type { UserId } from '../../core/domain/user.ts';
import type { UserRegister } from '../../core/use-cases/user-desk.ts';
import type { ClientIdLockView, TenantServerView, TokenRequestView } from '../../shared/ipc/tenant-views.ts';

/** The switch of the applications API, and its one client. Failures: keychain-*, store-*. */
interface DirectoryApi {
  switchOn(): Promise<Result<void>>;
  switchOff(): Promise<Result<void>>;
  /** Failure: request-refused (it is off). */
  regenerate(): Promise<Result<void>>;
  /** For the clipboard. Failures: request-refused (it is off), secret-missing, secret-session-ended. */
  secretValue(): Promise<Result<string>>;
}

/** The local tenant, as the handlers ask it. */
export interface Tenant {
  readonly users: UserRegister;
  readonly directoryApi: DirectoryApi;
  ports(): TenantPorts;
  view(): TenantServerView;
  enable(enabled: boolean): Promise<Result<TenantServerView>>;
  /** Failures: port-out-of-range, ports-equal. */
  setPorts(ports: TenantPorts): Promise<Result<TenantServerView>>;
  /** Failure: port-none-free. */
  offerPort(scheme: Scheme): Promise<Result<{ readonly port: number }>>;
  /** Failures: tenant-server-not-running (no keys yet), store-*. */
  rotateKey(): Promise<Result<TenantServerView>>;
  /** A signed token for the user. Failures: application-unknown, user-unknown, tenant-server-*. */
  userToken(consumer: ApplicationId, user: UserId): Promise<Result<string>>;
  lockOf(id: ApplicationId): ClientIdLockView;
  /** Failure: store-*. */
  switchLock(id: ApplicationId, enabled: boolean): Promise<Result<void>>;
  /** Failure: store-*. */
  unlock(id: ApplicationId): Promise<Result<void>>;
  requests(outcome: RequestOutcome | 'all'): Promise<Result<readonly TokenRequestView[]>>;
}
