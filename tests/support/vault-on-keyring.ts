import { afterEach, beforeAll, expect } from 'vitest';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import { done } from '../../src/core/domain/result.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { newId } from '../port-suites/vault.suite.ts';
import { bundleEntry, type BundledEntry } from './bundle-entry.ts';
import { forkedHelpers, type ForkedHelpers } from './forked-helper.ts';
import { createNaiveVault } from './naive-vault.ts';
import { openVault, SERVICE, type Openness, type WatchedVault } from './open-vault.ts';

/** What an operation answers that the keychain refused. */
export const refusal = (code: string) => ({ ok: false, failure: { code, changed: 'nothing' } });

export const HELPER_ENTRY = 'src/main/vault/keychain-helper.ts';

type Interruption = (request: number, pid: number) => void | Promise<void>;

/** Vaults whose helpers are real processes in surroundings a test chooses; all of them end with the test. */
export interface VaultBench {
  /** The built keychain-helper. */
  readonly helperPath: string;
  /** The helpers of the surroundings in use. */
  readonly helpers: ForkedHelpers;
  /** From now on helpers run with this environment, and from this file if it is not the built helper. */
  use(env: NodeJS.ProcessEnv, path?: string): void;
  open(openness?: Openness & { readonly spawn?: SpawnHelper }): WatchedVault;
  /** The control: the same keychain without any of the vault's care. */
  openNaive(): SecretVault;
  /** Helpers to whom nothing is sent before `happens` is over. It is told the number of the message, over all of them, from 1. */
  helpersAfter(happens: Interruption): SpawnHelper;
}

/** To be called once at the top of a test file: it builds the helper and cleans up. */
export function vaultBench(): VaultBench {
  let built: BundledEntry | undefined;
  let helpers: ForkedHelpers | undefined;
  const opened: (() => void)[] = [];

  beforeAll(async () => {
    built = await bundleEntry(HELPER_ENTRY);
  });
  afterEach(() => {
    for (const close of opened.splice(0)) close();
  });

  const bench: VaultBench = {
    get helperPath() {
      if (!built) throw new Error('The helper is built before the first test.');
      return built.path;
    },
    get helpers() {
      if (!helpers) throw new Error('A test chooses surroundings first.');
      return helpers;
    },
    use: (env, path = bench.helperPath) => {
      helpers = forkedHelpers(path, env);
    },
    open: ({ spawn = bench.helpers.spawn, ...openness } = {}) => {
      const vault = openVault(spawn, openness);
      opened.push(() => void vault.close());
      return vault;
    },
    openNaive: () => {
      const naive = createNaiveVault(SERVICE, bench.helpers.spawn);
      opened.push(naive.close);
      return naive.vault;
    },
    helpersAfter: (happens) => interrupted(bench.helpers, happens),
  };
  return bench;
}

function interrupted(helpers: ForkedHelpers, happens: Interruption): SpawnHelper {
  let count = 0;
  let before = Promise.resolve();
  return (events) => {
    const process = helpers.spawn(events);
    const pid = helpers.started.at(-1)?.pid ?? 0;
    return {
      ...process,
      post: (message) => {
        const request = (count += 1);
        before = before.then(() => happens(request, pid)).then(() => process.post(message));
      },
    };
  };
}

/** A value kept on the way to what a test is about. */
export async function keepOne(vault: SecretVault, value = 'Aa1='): Promise<SecretId> {
  const id = newId();
  expect(await vault.keep(id, value)).toEqual(done);
  return id;
}
