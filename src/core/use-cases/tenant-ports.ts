import type { NetworkTrouble } from '../domain/check/network-trouble.ts';
import type { Result } from '../domain/result.ts';
import type { CertificateFacts } from '../domain/tenant.ts';

/** What stands at an address, found out before anything is sent to it. */
export type Peeked =
  /** `trouble`: why its certificate is not believed; null when it is. */
  | { readonly kind: 'certificate'; readonly certificate: CertificateFacts; readonly trouble: NetworkTrouble | null }
  | { readonly kind: 'no-answer'; readonly trouble: NetworkTrouble };

/** A certificate with its key, as TLS takes them; the key never leaves main but into an encrypted file. */
export interface ClientCertificate {
  /** PEM, the client's own first, then what the file held of its chain. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
  readonly facts: CertificateFacts;
}

export interface P12Reader {
  /** Within 3 seconds and without holding up this process. Failures: p12-*. */
  read(file: Uint8Array, passphrase: string): Promise<Result<ClientCertificate>>;
}

export interface AskedSecret {
  readonly what: 'client-secret' | 'password' | 'passphrase';
  /** Name of the tenant it is for, as shown to the person. */
  readonly tenant: string;
  /** Where it goes, or what it opens is used, with the port unless it is 443: the name is what somebody typed. */
  readonly host: string;
  /** Client ID, user name, or name of the file it opens. */
  readonly account: string;
  /** What is entered is forgotten at the end of the app, or of its keychain. */
  readonly untilQuit?: boolean;
}

export interface PickedFile {
  /** Without its folder. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** What only a person can give, asked for outside the main window. */
export interface Asking {
  /** In a window of its own whose process ends with it; undefined when the person closed it. */
  secret(asked: AskedSecret): Promise<Result<string | undefined>>;
  /** By the system's dialog, at most 64 KiB; undefined when the person chose none. Failures: file-too-large, file-unreadable. */
  file(kind: 'p12' | 'authority'): Promise<Result<PickedFile | undefined>>;
}
