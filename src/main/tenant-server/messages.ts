import type { Application } from '../../core/domain/application.ts';
import type { ClientIdLock } from '../../core/domain/client-id-lock.ts';
import type { DirectoryAnswer, DirectoryCall } from '../../core/domain/directory-api/directory-call.ts';
import type { ApplicationId, ClientId } from '../../core/domain/identifiers.ts';
import type { Scheme, TenantPorts } from '../../core/domain/local-tenant.ts';
import type { Secret } from '../../core/domain/secret.ts';
import type { RequestOutcome, RequestReason } from '../../core/domain/token-request.ts';
import type { User, UserId } from '../../core/domain/user.ts';

/**
 * What main and the server's process say to each other. Both ends are ours and started by the same main, so messages are typed
 * and hardly judged; what the server answers to the outside is judged in every part.
 */

/** Keys as main keeps them: DER in base64url, the private ones PKCS#8, the public ones SPKI. */
export interface ServedKeys {
  readonly current: { readonly kid: string; readonly privateKey: string };
  /** Still published: by `until` (ISO 8601) their last token has expired. */
  readonly retired: readonly { readonly kid: string; readonly publicKey: string; readonly until: string }[];
}

export interface ServedTls {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8, DER, base64url. */
  readonly privateKey: string;
}

export interface ServedLock extends ClientIdLock {
  readonly applicationId: ApplicationId;
}

/** A token that counts no more although it has not expired. */
export interface RevokedToken {
  readonly jti: string;
  /** Seconds since 1970, as in the token. */
  readonly exp: number;
}

/** A revocation must not be forgotten before its token has expired, so this is far more than a person's machine asks for. */
export const REVOKED_MAXIMUM = 100_000;

/** Who may use the applications API. It is a client like any other, and no application. */
export interface ServedAdministrator {
  readonly id: ApplicationId;
  readonly clientId: ClientId;
  readonly secret: Secret;
}

/** Everything there is, at the start. */
export interface ServedTenant {
  readonly applications: readonly Application[];
  readonly users: readonly User[];
  /** Those that are not as usual. */
  readonly locks: readonly ServedLock[];
  readonly revoked: readonly RevokedToken[];
  /** Absent: the applications API is off. */
  readonly administrator?: ServedAdministrator | undefined;
  readonly keys: ServedKeys;
  readonly tls: ServedTls;
}

/** What main posts. Each is answered by `done` with its id, or `token`, when it has taken effect for the next request. */
export type ToServer = { readonly id: number } & (
  | { readonly kind: 'serve'; readonly tenant: ServedTenant }
  /** Replaces whatever is listened on; a listener that cannot start says so, and the other goes on. */
  | { readonly kind: 'listen'; readonly ports: TenantPorts }
  | { readonly kind: 'put'; readonly application: Application }
  | { readonly kind: 'drop'; readonly applicationId: ApplicationId }
  | { readonly kind: 'users'; readonly users: readonly User[] }
  | { readonly kind: 'keys'; readonly keys: ServedKeys }
  | { readonly kind: 'lock'; readonly lock: ServedLock }
  /** Undefined switches the applications API off. */
  | { readonly kind: 'administrator'; readonly administrator: ServedAdministrator | undefined }
  /** What main answers to a `directory-call`. */
  | { readonly kind: 'directory-answer'; readonly call: string; readonly answer: DirectoryAnswer }
  /** A token for this user, with the consumer as its audience, that the consumer may exchange. */
  | { readonly kind: 'user-token'; readonly consumerId: ApplicationId; readonly userId: UserId }
);

export type ListenerTrouble = 'port-in-use' | 'port-not-permitted' | 'other';

/** A token request as it is told to main: nothing secret in it, and no text longer than 64 characters. */
export interface AnsweredRequest {
  /** ISO 8601. */
  readonly time: string;
  readonly clientId: string | null;
  readonly dependency: string | null;
  readonly grant: string | null;
  readonly outcome: RequestOutcome;
  readonly reason: RequestReason | null;
  /** More than one when several alike came within a moment. */
  readonly count: number;
}

/** What the server posts. */
export type FromServer =
  /** Once, when the process is up. */
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly id: number }
  /** Null: the consumer or the user is not known. */
  | { readonly kind: 'token'; readonly id: number; readonly token: string | null }
  | { readonly kind: 'listening'; readonly scheme: Scheme; readonly port: number }
  | {
      readonly kind: 'not-listening';
      readonly scheme: Scheme;
      readonly port: number;
      readonly trouble: ListenerTrouble;
    }
  /** A request of the applications API, for main to carry out; `call` is a name for it that is never used again. */
  | {
      readonly kind: 'directory-call';
      readonly call: string;
      readonly asked: DirectoryCall;
      /** Scheme, host and port of the address that was asked. */
      readonly origin: string;
    }
  /** At most four times a second, oldest first. */
  | { readonly kind: 'requests'; readonly requests: readonly AnsweredRequest[] }
  /** Before the request is answered: whoever heard that it worked can rely on it. */
  | { readonly kind: 'revoked'; readonly token: RevokedToken }
  /** A failed logon, a lock, or a success that reset them. */
  | { readonly kind: 'lock'; readonly lock: ServedLock };
