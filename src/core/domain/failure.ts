import type { FieldName } from './field.ts';
import type { AffectedDependency } from './dependents.ts';

/** Why writing to this machine's disk did not work; taken from the error's code, never from its text. */
export type StoreTrouble = 'disk-full' | 'not-permitted' | 'read-only' | 'verification' | 'other';

/** What is wrong with the address of an API. */
export type UrlProblem = 'scheme' | 'user-info' | 'host' | 'characters';
/** What is wrong with a line of headers; `reserved`: Trust Desk or the connection sets it. */
export type HeaderProblem = 'form' | 'name' | 'value' | 'reserved';

/**
 * The closed list of expected failures and the facts their words need. Words and next steps live in the window, once.
 * No fact ever holds a secret value, a path or another program's message.
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
  'application-protected': { readonly kind: string };
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
  // The machine
  'clipboard-failed': unknown;
  'request-refused': unknown;
  'input-malformed': { readonly path: string };
  unexpected: { readonly reference: string };
}

/** What is left behind: nothing changed, or the part named will be tidied at the next start. */
export type Changed = 'nothing' | 'tidied-at-next-start';

export type FailureCode = keyof FailureFacts;

export type FailureOf<C extends FailureCode> = { readonly code: C } & FailureFacts[C];

export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode];
