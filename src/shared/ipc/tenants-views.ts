import type { NetworkTrouble } from '../../core/domain/check/network-trouble.ts';
import type { ConnectionStep } from '../../core/domain/connection-test.ts';
import type { TenantId } from '../../core/domain/identifiers.ts';
import type { AddressConcern, CertificateFacts, SignIn, TenantColour } from '../../core/domain/tenant.ts';

/** A tenant as a person tells it from others. No secret is in it. */
export interface TenantView {
  readonly id: TenantId;
  readonly name: string;
  /** Null: the local tenant, which has two addresses of its own. */
  readonly origin: string | null;
  readonly colour: TenantColour;
  readonly production: boolean;
  /** Null: nobody signs in to the local tenant. */
  readonly signIn: SignIn | null;
  /** Of the authority that was imported for it. */
  readonly authority: CertificateFacts | null;
}

export interface TenantsView {
  readonly current: TenantId;
  /** The local one first, then by name. */
  readonly tenants: readonly TenantView[];
}

/** What stands at an address; nothing but a TLS handshake was sent to it. */
export interface AddressView {
  readonly origin: string;
  /** What a person has to confirm; none for the hosts that SAP documents. */
  readonly concerns: readonly AddressConcern[];
  readonly certificate: CertificateFacts | null;
  /** Why nobody answers, or why the certificate is not believed; null when it is. */
  readonly trouble: NetworkTrouble | null;
}

/** A certificate of an authority that a person chose from a file. */
export interface AuthorityView {
  /** Names it in later calls of this run of the app. */
  readonly handle: string;
  readonly certificate: CertificateFacts;
}

export interface ConnectionTestView {
  readonly steps: readonly ConnectionStep[];
  /** That of the tenant, where one was shown. */
  readonly certificate: CertificateFacts | null;
  /** How far the tenant's clock is ahead; null while they agree within a minute. */
  readonly clockAheadSeconds: number | null;
}
