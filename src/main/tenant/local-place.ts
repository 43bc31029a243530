import { ALWAYS_READY } from '../../core/domain/list-state.ts';
import { tokenEndpointOf } from '../../core/domain/local-tenant.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import type { Place } from '../ipc/place.ts';
import type { Tenant } from '../ipc/tenant-counter.ts';

/** The local tenant among the others. */
export const localPlace = (tenant: Tenant): Place => ({
  id: LOCAL_TENANT,
  listState: () => ALWAYS_READY,
  refresh: () => undefined,
  keptIn: (secret) => secret.keptIn,
  lockOf: ({ id }) => tenant.lockOf(id),
  switchLock: (id, enabled) => tenant.switchLock(id, enabled),
  unlock: (id) => tenant.unlock(id),
  tokenCall: (over) => {
    const tokenEndpoint = tokenEndpointOf(over, tenant.ports());
    const certificateFile = over === 'https' ? tenant.view().trust?.certificateFile : undefined;
    return certificateFile === undefined ? { tokenEndpoint } : { tokenEndpoint, certificateFile };
  },
  authorityFile: null,
  userToken: (consumer, user) => tenant.userToken(consumer, user),
});
