import { writeSync } from 'node:fs';
import type { Failure } from '../../../src/core/domain/failure.ts';

/** One secret as the ledger keeps it. */
interface SecretFact {
  readonly applicationId: string;
  readonly secretId: string;
  readonly digest: string;
}

/** What is about to be tried: whatever of it is there, or not there, after a kill is right. */
export type Trying =
  | { readonly verb: 'create-application' }
  | { readonly verb: 'create-secret'; readonly applicationId: string }
  | { readonly verb: 'remove-secret'; readonly applicationId: string; readonly secretId: string }
  | { readonly verb: 'remove-application'; readonly applicationId: string };

/** What was acknowledged: it stands from here on, whatever happens. */
export type Done =
  | ({ readonly verb: 'create-application' | 'create-secret' } & SecretFact)
  | { readonly verb: 'remove-secret'; readonly applicationId: string; readonly secretId: string }
  | { readonly verb: 'remove-application'; readonly applicationId: string };

/** What stands on disk and in the keychain, seen with a fresh process. */
export interface Inventory {
  readonly applications: readonly { readonly id: string; readonly secrets: readonly SecretFact[] }[];
  /** SHA-256 of each value in the keychain, by account, without the canary. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly intents: number;
  /** Names of files that are no part of a store at rest. */
  readonly temporaryFiles: readonly string[];
  /** Where the in-memory index says something else than the records. */
  readonly indexErrors: readonly string[];
}

/** A line of the driver's output. */
export type Said =
  | { readonly say: 'ready' }
  | { readonly say: 'trying'; readonly trying: Trying }
  | { readonly say: 'done'; readonly done: Done }
  | { readonly say: 'refused'; readonly failure: Failure }
  /** The port calls made, by name, when a scenario or a recovery ran to its end. */
  | { readonly say: 'calls'; readonly calls: readonly string[] }
  | { readonly say: 'inventory'; readonly inventory: Inventory };

/** Out of the process before anything else happens: a line that was written survives the kill. */
export const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

/** Whole lines only: the last one may be cut off by the kill. */
export const parseSaid = (output: string): readonly Said[] =>
  output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
