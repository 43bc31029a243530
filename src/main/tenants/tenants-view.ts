import type { TenantId } from '../../core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { LOCAL_NAME } from '../../core/domain/tenant-fields.ts';
import type { TenantsView, TenantView } from '../../shared/ipc/tenants-views.ts';
import type { KeptTenant } from './tenants-record.ts';

const LOCAL: TenantView = {
  ...{ id: LOCAL_TENANT, name: LOCAL_NAME, origin: null, colour: 'grey', production: false, signIn: null },
  authority: null,
};

export const viewOf = ({ id, name, origin, colour, production, signIn, authority }: KeptTenant): TenantView => ({
  ...{ id, name, origin, colour, production, signIn },
  authority: authority?.certificate ?? null,
});

/** One that is gone is nobody's place any more. */
export function viewOfAll(tenants: readonly KeptTenant[], current: TenantId): TenantsView {
  const byName = tenants.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  const isThere = byName.some(({ id }) => id === current);
  return { current: isThere ? current : LOCAL_TENANT, tenants: [LOCAL, ...byName.map(viewOf)] };
}
