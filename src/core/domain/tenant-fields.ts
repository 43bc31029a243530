import { fail, ok, type Result } from './result.ts';
import { TENANT_COLOURS, type Tenant, type TenantColour } from './tenant.ts';
import { parseText } from './text.ts';

const NAME_MAXIMUM = 100;
const ACCOUNT_MAXIMUM = 255;
/** A list that a person still finds something in, and one record still holds. */
const TENANTS_MAXIMUM = 50;

/** How a person calls a tenant. Failures: field-*. */
export const parseTenantName = (typed: string): Result<string> =>
  parseText({ field: 'tenant-name', maximum: NAME_MAXIMUM, required: true }, typed);

export const parseSignInClientId = (typed: string): Result<string> =>
  parseText({ field: 'sign-in-client-id', maximum: ACCOUNT_MAXIMUM, required: true }, typed);

/** RFC 7617, 2: a user name has no colon, which ends it. Failures: field-*. */
export function parseSignInUserName(typed: string): Result<string> {
  const field = 'sign-in-user-name';
  const parsed = parseText({ field, maximum: ACCOUNT_MAXIMUM, required: true }, typed);
  return parsed.ok && parsed.value.includes(':')
    ? fail({ code: 'field-characters', field, characters: [':'] })
    : parsed;
}

/** Names tell tenants apart, whatever their capitals. Failures: tenant-name-taken, tenant-limit-reached. */
export function withTenant<T extends Pick<Tenant, 'id' | 'name'>>(
  tenants: readonly T[],
  added: T,
): Result<readonly T[]> {
  const others = tenants.filter(({ id }) => id !== added.id);
  const folded = (name: string) => name.toLowerCase();
  if (others.some(({ name }) => folded(name) === folded(added.name)) || folded(added.name) === folded(LOCAL_NAME))
    return fail({ code: 'tenant-name-taken', name: added.name });
  if (others.length >= TENANTS_MAXIMUM) return fail({ code: 'tenant-limit-reached', limit: TENANTS_MAXIMUM });
  return ok([...others, added]);
}

/** To be proposed for another tenant: the first colour that the fewest have. */
export function freeColour(tenants: readonly Pick<Tenant, 'colour'>[]): TenantColour {
  const having = (colour: TenantColour) => tenants.filter((tenant) => tenant.colour === colour).length;
  return TENANT_COLOURS.reduce((best, colour) => (having(colour) < having(best) ? colour : best));
}

/** How the tenant inside the app is called. */
export const LOCAL_NAME = 'Local tenant';
