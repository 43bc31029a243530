import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { Clock, Directory } from '../../core/use-cases/ports.ts';
import type { UserRegister } from '../../core/use-cases/user-desk.ts';
import type { TenantServerView } from '../../shared/ipc/tenant-views.ts';
import type { ServedAdministrator } from '../tenant-server/messages.ts';
import type { SpawnHelper } from '../helper/helper-process.ts';
import type { ClientLocks } from './client-locks.ts';
import type { AnswerCall, ServerNews } from './server-link.ts';
import type { TenantKeys } from './tenant-keys.ts';
import type { TenantSettings } from './tenant-settings.ts';

export interface LocalTenantParts {
  readonly spawn: SpawnHelper;
  readonly directory: Directory;
  readonly users: UserRegister;
  readonly locks: ClientLocks;
  readonly settings: TenantSettings;
  readonly clock: Clock;
  readonly openKeys: () => Promise<Result<TenantKeys>>;
  readonly vaultState: () => VaultState;
  readonly administrator: () => ServedAdministrator | undefined;
  readonly answerCall: AnswerCall;
  readonly heard: {
    status(view: TenantServerView): void;
    requests: ServerNews['requests'];
    /** A stranger's logon has changed somebody's lock. */
    lock(id: ApplicationId): void;
  };
}
