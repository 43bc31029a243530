import { tenantId, type TenantId } from './identifiers.ts';

/** The tenant inside the app; every other one is SAP Cloud Identity Services elsewhere. */
export const LOCAL_TENANT: TenantId = tenantId('local');

/** By which a person tells tenants apart at a glance: SAP's accent colours. */
export const TENANT_COLOURS = ['blue', 'teal', 'green', 'orange', 'red', 'pink', 'purple', 'grey'] as const;
export type TenantColour = (typeof TENANT_COLOURS)[number];

/** How Trust Desk signs in. What it signs in with is in the keychain (certificate: an encrypted file whose key is there). */
export type SignIn =
  /** Of a system administrator: a bearer token of the tenant's own token endpoint, else Basic. */
  | { readonly kind: 'client-secret'; readonly clientId: string }
  /** Of an administrator who is a user: Basic. */
  | { readonly kind: 'user-password'; readonly userName: string }
  /** Mutual TLS with the certificate and key of a .p12 file. */
  | { readonly kind: 'certificate'; readonly certificate: CertificateFacts };

/** What a person compares before a certificate is trusted. */
export interface CertificateFacts {
  /** Common name, else the whole subject. */
  readonly subject: string;
  readonly issuer: string;
  /** Host names and addresses it vouches for. */
  readonly names: readonly string[];
  /** ISO 8601 in UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the certificate, pairs of capital hexadecimal digits with colons. */
  readonly fingerprint: string;
}

/** Every keychain takes 1,200 bytes of ASCII; base64url makes them of 900 bytes of any text. */
export const CREDENTIAL_MAXIMUM_BYTES = 900;

/** Of a file with a certificate, with or without its key. */
export const CERTIFICATE_FILE_MAXIMUM_BYTES = 64 * 1024;

/** Why an address is none of those that SAP documents; each is used only after a person has confirmed it. */
export const ADDRESS_CONCERNS = ['custom-domain', 'private-address'] as const;
export type AddressConcern = (typeof ADDRESS_CONCERNS)[number];

/** A remote tenant as it is kept. No secret is in it. */
export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  /** `https://` host and, unless it is 443, port; no slash. */
  readonly origin: string;
  readonly colour: TenantColour;
  /** What destroys something is asked twice. */
  readonly production: boolean;
  readonly signIn: SignIn;
  /** PEM of an authority that vouches for this tenant, besides those of the runtime: a company's own. */
  readonly authority?: { readonly pem: string; readonly certificate: CertificateFacts };
  /** What a person has confirmed about the address; it counts for this address only. */
  readonly confirmed: readonly AddressConcern[];
}
