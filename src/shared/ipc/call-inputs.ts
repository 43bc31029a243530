import type { ApiTarget } from '../../core/domain/dependency.ts';
import type { DependencyKey } from '../../core/domain/dependents.ts';
import type { ApplicationId, SecretId } from '../../core/domain/identifiers.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { SecretScope, SecretValidity } from '../../core/domain/secret.ts';
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

export type ApplicationTexts = { readonly displayName: string; readonly name: string; readonly description: string };

/** What can be copied. The window names it; main looks it up, so that no secret and no free text crosses. */
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
  /** The token of a check. */
  | { readonly kind: 'token'; readonly handle: string };
