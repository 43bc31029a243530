import { ok, type Result } from '../../../core/domain/result.ts';
import { changeUser } from '../../../core/use-cases/change-user.ts';
import { createUser } from '../../../core/use-cases/create-user.ts';
import { removeUser } from '../../../core/use-cases/remove-user.ts';
import type { TenantServerView } from '../../../shared/ipc/tenant-views.ts';
import type { AllHandlers, Counter } from '../counter.ts';

type TenantHandlers = Pick<AllHandlers, 'tenantServer' | 'users' | 'requests'>;

export function tenantHandlers({ desk, once, tenant, turn }: Counter): TenantHandlers {
  const shown = async (changed: Promise<Result<void>>): Promise<Result<TenantServerView>> => {
    const answer = await changed;
    return answer.ok ? ok(tenant.view()) : answer;
  };
  const users = { users: tenant.users, ids: desk.ids };
  return {
    tenantServer: {
      state: () => Promise.resolve(ok(tenant.view())),
      enable: ({ enabled }) => tenant.enable(enabled),
      setPorts: (ports) => tenant.setPorts(ports),
      offerPort: ({ scheme }) => tenant.offerPort(scheme),
      rotateKey: () => tenant.rotateKey(),
      switchDirectoryApi: ({ enabled }) =>
        shown(enabled ? tenant.directoryApi.switchOn() : tenant.directoryApi.switchOff()),
      regenerateSecret: () => shown(tenant.directoryApi.regenerate()),
    },
    users: {
      list: () => users.users.list(),
      create: ({ requestId, ...texts }) => once(requestId, () => turn(() => createUser(users, texts))),
      change: ({ userId, ...texts }) => turn(() => changeUser(users, userId, texts)),
      remove: ({ userId }) => turn(() => removeUser(users, userId)),
    },
    requests: { list: ({ outcome }) => tenant.requests(outcome) },
  };
}
