import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { ApplicationId, ClientId } from '../../core/domain/identifiers.ts';
import type { KeptIn } from '../../core/domain/secret.ts';
import type { RequestOutcome, RequestReason } from '../../core/domain/token-request.ts';

/** Why one of the two listeners does not answer. */
export type ListenerFault = 'port-in-use' | 'port-not-permitted' | 'other';

/** One of the two addresses of the local tenant. */
export interface ListenerView {
  readonly port: number;
  /** Scheme, host and port; what a client is given, whether or not anybody answers there now. */
  readonly address: string;
  readonly state: 'off' | 'starting' | 'running' | 'failed';
  /** Only when failed. */
  readonly fault: ListenerFault | null;
}

/**
 * The local tenant's server as a whole. `running`: at least one listener answers (look at each). `waiting-for-keychain`: its keys
 * cannot be read; it starts by itself once they can. `failed`: neither listener answers, or the process ended too often
 * (`stopped` then, and switching it off and on tries again).
 */
export interface TenantServerView {
  /** What the person chose; remembered. */
  readonly enabled: boolean;
  readonly state: 'off' | 'starting' | 'running' | 'waiting-for-keychain' | 'failed';
  readonly fault: 'process-ended' | 'keys-unreadable' | null;
  readonly listeners: Readonly<Record<Scheme, ListenerView>>;
  /** How to make clients trust the https address; null while there is no certificate (yet). Each can be copied. */
  readonly trust: TrustView | null;
  /** Null until the keychain gave them. `previous`: replaced keys that are still published. */
  readonly signingKey: { readonly kid: string; readonly created: string; readonly previous: number } | null;
  /** Null: it is off. */
  readonly directoryApi: DirectoryApiView | null;
  /** Keys and certificate live in memory and end with the app: the keychain is not used. */
  readonly forThisSession: boolean;
}

export interface TrustView {
  /** Absolute path of the PEM file; also for `curl --cacert`. */
  readonly certificateFile: string;
  /** `NODE_EXTRA_CA_CERTS=<file>`, quoted for a POSIX shell. */
  readonly nodeExtraCaCerts: string;
  /** For the service key that @sap/xssec is given: `["127.0.0.1:8751"]`. */
  readonly domains: string;
  /** SHA-256 of the certificate, hexadecimal in pairs, as browsers and openssl show it. */
  readonly fingerprint: string;
  readonly validTo: string;
}

/** The client of the local tenant's `/Applications/v1`. Its secret can be copied, and is never told. */
export interface DirectoryApiView {
  readonly clientId: ClientId;
  readonly hint: string;
  /** ISO 8601; of the secret. */
  readonly created: string;
  readonly keptIn: KeptIn;
}

/** SAP's *Client ID Lock* of one application. */
export interface ClientIdLockView {
  readonly isLockEnabled: boolean;
  /** In a row; a success resets it. */
  readonly failedLogons: number;
  /** ISO 8601; null when not locked (now). */
  readonly lockedUntil: string | null;
  /** A remote tenant tells the failures only. */
  readonly mayBeLocked: boolean;
}

/** A token request the local tenant has answered, or several alike in a burst. Nothing secret. */
export interface TokenRequestView {
  /** Rising; names the entry. */
  readonly id: number;
  /** ISO 8601; of the last one of a burst. */
  readonly time: string;
  /** As sent, cut at 64 characters; null when none was. */
  readonly clientId: string | null;
  /** The application with this client id, while there is one. */
  readonly application: { readonly id: ApplicationId; readonly label: string } | null;
  /** Name of the dependency asked for, where the resource named one. */
  readonly dependency: string | null;
  /** As sent, cut at 64 characters; null when none was. */
  readonly grant: string | null;
  readonly outcome: RequestOutcome;
  /** Exact, for the person who may know; the caller was told less. Null when granted. */
  readonly reason: RequestReason | null;
  /** How many requests this entry stands for. */
  readonly count: number;
}
