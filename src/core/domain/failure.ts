import type { FieldName } from './field.ts';
import type { NetworkTrouble } from './check/network-trouble.ts';
import type { UnfinishedCreation } from './creation.ts';
import type { AffectedDependency } from './dependents.ts';
import type { AddressConcern } from './tenant.ts';
import type { AnswerProblem, ListDifference, TenantReply } from './tenant-reply.ts';

/** Why writing to this machine's disk did not work; taken from the error's code, never from its text. */
export type StoreTrouble = 'disk-full' | 'not-permitted' | 'read-only' | 'verification' | 'other';

/** What is wrong with an address. */
export type UrlProblem = 'scheme' | 'not-https' | 'user-info' | 'host' | 'one-word' | 'characters';
/** What is wrong with a line of headers; `reserved`: Trust Desk or the connection sets it. */
export type HeaderProblem = 'form' | 'name' | 'value' | 'reserved';

/**
 * The closed list of expected failures and the facts their words need. Words and next steps live in the window, once.
 * No fact ever holds a secret value, a path or another program's message; but what a tenant replied is shown as it came, for only
 * its administrator can say what it means.
 */
interface FailureFacts {
  // What was typed
  'field-empty': { readonly field: FieldName };
  'field-too-long': { readonly field: FieldName; readonly limit: number; readonly length: number };
  'field-characters': { readonly field: FieldName; readonly characters: readonly string[] };
  'dependency-name-taken': { readonly name: string; readonly consumer: string };
  'dependency-name-used-at-provider': { readonly name: string; readonly consumer: string };
  'api-name-malformed': { readonly field: FieldName };
  'api-name-taken': { readonly name: string };
  'user-name-taken': { readonly name: string };
  'mail-malformed': { readonly field: FieldName };
  'group-limit-reached': { readonly limit: number };
  'port-out-of-range': { readonly field: FieldName; readonly minimum: number; readonly maximum: number };
  'ports-equal': { readonly field: FieldName; readonly port: number };
  /** In seconds. */
  'token-lifetime-out-of-range': { readonly field: FieldName; readonly minimum: number; readonly maximum: number };
  'url-malformed': { readonly field: FieldName; readonly problem: UrlProblem };
  'header-malformed': { readonly field: FieldName; readonly line: number; readonly problem: HeaderProblem };
  'body-not-allowed': { readonly field: FieldName; readonly method: string };
  // What is or is not there
  'application-unknown': { readonly id: string };
  'application-exists': { readonly id: string };
  'application-protected': { readonly kind: string };
  /** Others name it as their parent; SAP deletes none of which that is so. */
  'application-has-children': { readonly children: number };
  'api-unknown': { readonly name: string };
  'api-limit-reached': { readonly limit: number };
  'all-apis-not-allowed': { readonly provider: string };
  'dependency-unknown': { readonly name: string };
  'dependency-limit-reached': { readonly limit: number };
  'consumer-is-provider': { readonly id: string };
  'dependents-affected': { readonly affected: readonly AffectedDependency[] };
  'secret-unknown': { readonly id: string };
  'secret-limit-reached': { readonly limit: number };
  'secret-missing': { readonly hint: string };
  'secret-session-ended': { readonly hint: string };
  'token-gone': unknown;
  'user-unknown': { readonly id: string };
  'user-limit-reached': { readonly limit: number };
  // The keychain
  'keychain-locked': { readonly changed: Changed };
  'keychain-uninitialised': { readonly changed: Changed };
  'keychain-unavailable': { readonly changed: Changed };
  'keychain-silent': { readonly changed: Changed };
  'keychain-altered-value': { readonly changed: Changed };
  // The local tenant's server
  'tenant-server-not-running': unknown;
  'tenant-server-silent': unknown;
  'port-none-free': unknown;
  // The store
  'store-write-failed': { readonly trouble: StoreTrouble; readonly changed: Changed };
  'store-damaged': { readonly what: string };
  'store-newer': { readonly format: number };
  'store-changed-outside': { readonly what: string };
  // A remote tenant
  'tenant-unknown': { readonly id: string };
  'tenant-name-taken': { readonly name: string };
  /** They would be given up, with what they have left in the tenant. */
  'tenant-unfinished-creations': { readonly creations: readonly UnfinishedCreation[] };
  'tenant-limit-reached': { readonly limit: number };
  /** A person has to confirm these first. */
  'address-unconfirmed': { readonly concerns: readonly AddressConcern[] };
  /** Discovery at this address is not that of a tenant. */
  'not-a-tenant': { readonly status: number };
  /** The keychain or the folder no longer has what Trust Desk signs in with. */
  'credential-missing': unknown;
  /** Characters or bytes that a keychain could not give back. */
  'credential-too-long': { readonly limit: number };
  /** The person closed what asked for it. */
  'asking-cancelled': unknown;
  'file-too-large': { readonly limit: number };
  'file-unreadable': unknown;
  'certificate-malformed': unknown;
  'p12-malformed': unknown;
  'p12-passphrase-wrong': unknown;
  'p12-without-key': unknown;
  'p12-several-keys': unknown;
  'p12-too-slow': { readonly seconds: number };
  'p12-expired': { readonly validTo: string };
  'p12-not-yet-valid': { readonly validFrom: string };
  'tenant-address-insecure': { readonly host: string };
  /** No answer came to a read, or to a write that cannot have arrived. */
  'tenant-unreachable': { readonly trouble: NetworkTrouble };
  'tenant-credentials-refused': { readonly reply: TenantReply };
  'tenant-not-allowed': { readonly reply: TenantReply };
  'tenant-input-refused': { readonly reply: TenantReply };
  'tenant-conflict': { readonly reply: TenantReply };
  'tenant-busy': { readonly reply: TenantReply; readonly retryAfterSeconds: number | null };
  'tenant-fault': { readonly reply: TenantReply };
  'tenant-answer-unknown': { readonly reply: TenantReply; readonly problem: AnswerProblem };
  /**
   * A write was sent, its answer did not say what became of it, and neither did reading. `meanwhile`: what reading showed instead; a
   * change that comes late replaces it.
   */
  'tenant-outcome-unknown': {
    readonly what: RemoteWrite;
    readonly reply: TenantReply | null;
    readonly meanwhile?: ListChange;
  };
  /** Read back after a write, these members are not as they were sent. */
  'tenant-kept-otherwise': { readonly members: readonly string[] };
  /** The list is not as it was when it was decided on; `written`: that was seen only after it had been replaced. */
  'list-changed-meanwhile': ListChange & { readonly written: boolean };
  /** What was asked has failed, and this application, made for it, could not be deleted again. */
  'application-left': { readonly id: string; readonly name: string };
  /** There is a new secret, and no answer with a value came: it may be what was asked for, or somebody else's. */
  'secret-value-lost': { readonly hint: string };
  /** Neither continued nor undone any more: it has come to its end. */
  'creation-unknown': { readonly id: string };
  /** What was asked would get into the way of a creation that stopped half way. */
  'creation-unfinished': { readonly id: string };
  /** What is there may be somebody else's, and is left alone. `ids`: of the applications. */
  'creation-not-ours': {
    readonly what: 'application' | 'dependency';
    readonly name: string;
    readonly ids: readonly string[];
  };
  'preview-gone': unknown;
  'remote-unsupported': { readonly what: RemoteUnsupported };
  // The machine
  'clipboard-failed': unknown;
  'request-refused': unknown;
  'input-malformed': { readonly path: string };
  unexpected: { readonly reference: string };
}

/** What a list holds, against what it held before. */
export interface ListChange {
  readonly list: ChangeableList;
  readonly difference: ListDifference;
}

export type RemoteWrite = 'creation' | 'change' | 'removal' | 'secret';
/** `settings`: members of their own, each by its name. */
export type ChangeableList = 'dependencies' | 'apis' | 'secrets' | 'grants' | 'settings';
/** How SAP writes an "all APIs" dependency is in no source; values of secrets are made by the tenant. */
export type RemoteUnsupported = 'all-apis' | 'own-secret';

/** What is left behind: nothing changed, it will be tidied at the next start, or a person continues or undoes it. */
export type Changed = 'nothing' | 'tidied-at-next-start' | 'on-record';

export type FailureCode = keyof FailureFacts;

export type FailureOf<C extends FailureCode> = { readonly code: C } & FailureFacts[C];

export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode];
