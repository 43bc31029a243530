import { isLocked } from '../../core/domain/client-id-lock.ts';
import { labelOf } from '../../core/domain/application.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { RequestOutcome } from '../../core/domain/token-request.ts';
import type { Clock, Directory } from '../../core/use-cases/ports.ts';
import type { UserRegister } from '../../core/use-cases/user-desk.ts';
import type { ClientIdLockView, TokenRequestView } from '../../shared/ipc/tenant-views.ts';
import type { Tenant } from '../ipc/tenant-counter.ts';
import type { Administrator } from './administrator.ts';
import { offerPort } from './free-port.ts';
import type { LocalTenant } from './local-tenant.ts';
import type { RecentRequests } from './recent-requests.ts';

interface Parts {
  readonly tenant: LocalTenant;
  readonly administrator: Administrator;
  readonly users: UserRegister;
  readonly recent: RecentRequests;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** The local tenant as the handlers ask it. */
export function createTenantDesk({ tenant, administrator, users, recent, directory, clock }: Parts): Tenant {
  const lockView = (id: ApplicationId): ClientIdLockView => {
    const lock = tenant.lockOf(id);
    const { isLockEnabled, failedLogons, lockedUntil } = lock;
    const until = isLocked(lock, clock.now()) ? (lockedUntil ?? null) : null;
    return { isLockEnabled, failedLogons, lockedUntil: until, mayBeLocked: false };
  };

  /** Names are looked up when they are shown: an application may have got another one since, or be gone. */
  async function requests(outcome: RequestOutcome | 'all'): Promise<Result<readonly TokenRequestView[]>> {
    const all = await directory.list();
    if (!all.ok) return all;
    const known = new Map<string, TokenRequestView['application']>(
      all.value.map((each) => [each.clientId, { id: each.id, label: labelOf(each) }]),
    );
    return ok(
      recent.list(outcome).map((entry) => ({ ...entry, application: known.get(entry.clientId ?? '') ?? null })),
    );
  }

  return {
    users,
    ports: () => tenant.ports(),
    view: () => tenant.view(),
    enable: (enabled) => Promise.resolve(ok(tenant.enable(enabled))),
    setPorts: (ports) => Promise.resolve(tenant.setPorts(ports)),
    offerPort: (scheme) => offerPort(scheme, tenant.ports()),
    rotateKey: () => tenant.rotateKey(),
    userToken: (consumer, user) => tenant.userToken(consumer, user),
    lockOf: lockView,
    switchLock: (id, enabled) => tenant.switchLock(id, enabled),
    unlock: (id) => tenant.unlock(id),
    requests,
    directoryApi: {
      switchOn: () => administrator.switchOn(),
      switchOff: () => administrator.switchOff(),
      regenerate: () => administrator.regenerate(),
      secretValue: () => administrator.secretValue(),
    },
  };
}
