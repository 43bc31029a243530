import type { ApiTarget } from '../../core/domain/dependency.ts';
import type { DependencyKey } from '../../core/domain/dependents.ts';
import type { ApplicationId, SecretId, TenantId } from '../../core/domain/identifiers.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { SecretScope, SecretValidity } from '../../core/domain/secret.ts';
import type { AddressConcern, TenantColour } from '../../core/domain/tenant.ts';
import type { UserId } from '../../core/domain/user.ts';

export type Of = { readonly applicationId: ApplicationId };
/** Made by the window for each thing a person asks for: a repeated call with the same one is the same request. */
export type Once = { readonly requestId: string };
/** That stopped half way. */
export type Creation = { readonly creationId: string };
export type Confirmed = { readonly confirmed: readonly DependencyKey[] };
export type SecretWish = {
  readonly description: string;
  readonly validity: SecretValidity;
  readonly scopes: readonly SecretScope[];
};

type NewConsumer = {
  readonly kind: 'new';
  readonly displayName: string;
  readonly description: string;
  readonly secret: SecretWish | null;
};
type ExistingConsumer = {
  readonly kind: 'existing';
  /** Adds client credentials to the grants that it may use, should it lack them, in the same write. */
  readonly allowClientCredentials: boolean;
} & Of;

/**
 * `apiName: null` is a dependency on all APIs, where the provider allows that for principal propagation. It lives in a member of
 * our own record (SAP's is in no source), works for user tokens only, and is never sent to a remote tenant.
 */
export type DependencyRequest = {
  readonly providerId: ApplicationId;
  readonly name: string;
  readonly apiName: ApiTarget;
  readonly consumer: NewConsumer | ExistingConsumer;
};

export type OfTenant = { readonly tenantId: TenantId };
/** With what to sign in. The secret itself is asked for outside the main window, the certificate comes from a file. */
export type TypedSignIn =
  | { readonly kind: 'client-secret'; readonly clientId: string }
  | { readonly kind: 'user-password'; readonly userName: string }
  | { readonly kind: 'certificate' };
export type TypedTenant = {
  readonly name: string;
  readonly address: string;
  readonly colour: TenantColour;
  readonly production: boolean;
  readonly signIn: TypedSignIn;
  /** What the person was shown of the address, and confirmed. */
  readonly confirmed: readonly AddressConcern[];
  /** Handle of a chosen authority; null: those of the runtime suffice. */
  readonly authority: string | null;
};
export type TenantLook = { readonly name: string; readonly colour: TenantColour; readonly production: boolean };

export type ApplicationTexts = { readonly displayName: string; readonly name: string; readonly description: string };

/** What a failure tells to whoever can say what it means; the words of a tenant on one line. */
export type FailureDetails = {
  readonly code: string;
  /** HTTP; null: nothing was answered. */
  readonly status: number | null;
  readonly message: string;
  /** A tenant's `X-Ids-Id`, or our own reference of an unexpected one; empty: none. */
  readonly reference: string;
};

/**
 * What can be copied. The window names it; main looks it up, so that no secret and no free text crosses; but a failure is known to
 * the window alone.
 */
export type Copyable =
  | ({ readonly kind: 'application-id' | 'client-id' } & Of)
  | ({ readonly kind: 'resource'; readonly dependency: string } & Of)
  | ({ readonly kind: 'secret'; readonly secretId: SecretId } & Of)
  | ({
      readonly kind: 'curl';
      readonly dependency: string;
      readonly secretId: SecretId | null;
      /** Which address of the local tenant it asks. */
      readonly over: Scheme;
    } & Of)
  /** Of a dependency's token endpoint at the local tenant. */
  | { readonly kind: 'tenant-address'; readonly scheme: Scheme }
  /** Of `/Applications/v1`: its address, and what its client authenticates with. */
  | { readonly kind: 'directory-api-address'; readonly scheme: Scheme }
  | { readonly kind: 'administrator-client-id' | 'administrator-secret' }
  | { readonly kind: 'certificate-file' | 'node-extra-ca-certs' | 'xssec-domains' }
  /** A token for this user, made now, that the consumer may exchange; cleared like a secret and never shown here. */
  | ({ readonly kind: 'user-token'; readonly userId: UserId } & Of)
  /** Requests that were previewed: one of them, or (null) all. */
  | { readonly kind: 'preview'; readonly requestId: string; readonly index: number | null }
  | ({ readonly kind: 'failure' } & FailureDetails)
  /** The token of a check. */
  | { readonly kind: 'token'; readonly handle: string };
