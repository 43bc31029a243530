import type { TenantId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { OfTenant, TenantLook, TypedSignIn, TypedTenant } from '../../shared/ipc/call-inputs.ts';
import type {
  AddressView,
  AuthorityView,
  ConnectionTestView,
  TenantsView,
  TenantView,
} from '../../shared/ipc/tenants-views.ts';

/** The tenants that a person works in, as the handlers ask it. Failures: those of the fields, tenant-*, keychain-*, store-*. */
export interface Tenants {
  list(): Promise<Result<TenantsView>>;
  /** Failures: why it cannot be worked in. */
  open(id: TenantId): Promise<Result<void>>;
  examine(asked: { readonly address: string; readonly authority: string | null }): Promise<Result<AddressView>>;
  /** Failures: asking-cancelled, file-*, certificate-malformed. */
  chooseAuthority(): Promise<Result<AuthorityView>>;
  /** Failures: address-unconfirmed, asking-cancelled. */
  add(typed: TypedTenant): Promise<Result<TenantView>>;
  change(changed: OfTenant & TenantLook): Promise<Result<TenantView>>;
  signIn(id: TenantId, signIn: TypedSignIn): Promise<Result<TenantView>>;
  setAuthority(id: TenantId, authority: string | null): Promise<Result<TenantView>>;
  /** Failures: tenant-unfinished-creations, unless all of them are in `abandoned`; store-*. */
  remove(removed: OfTenant & { readonly abandoned: readonly string[] }): Promise<Result<void>>;
  test(id: TenantId): Promise<Result<ConnectionTestView>>;
}
