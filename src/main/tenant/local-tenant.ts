import { DEFAULT_PORTS, originOf, type Scheme } from '../../core/domain/local-tenant.ts';
import { done, fail, ok } from '../../core/domain/result.ts';
import type { ListenerView, TenantServerView } from '../../shared/ipc/tenant-views.ts';
import type { Tenant } from '../ipc/tenant-counter.ts';

const notRunning = () => Promise.resolve(fail({ code: 'tenant-server-not-running' }));

/** The local tenant before its server is there: everything is off. */
export function createTenant(): Tenant {
  const listener = (scheme: Scheme): ListenerView => ({
    ...{ port: DEFAULT_PORTS[scheme], address: originOf(scheme, DEFAULT_PORTS) },
    ...{ state: 'off', fault: null },
  });
  const view = (): TenantServerView => ({
    ...{ enabled: false, state: 'off', fault: null, trust: null, signingKey: null, forThisSession: false },
    listeners: { http: listener('http'), https: listener('https') },
  });
  return {
    users: { list: () => Promise.resolve(ok([])), change: (decide) => Promise.resolve(decide([])) },
    ports: () => DEFAULT_PORTS,
    view,
    enable: () => Promise.resolve(ok(view())),
    setPorts: () => Promise.resolve(ok(view())),
    offerPort: notRunning,
    rotateKey: notRunning,
    userToken: notRunning,
    lockOf: () => ({ isLockEnabled: true, failedLogons: 0, lockedUntil: null }),
    switchLock: () => Promise.resolve(done),
    unlock: () => Promise.resolve(done),
    requests: () => Promise.resolve(ok([])),
  };
}
