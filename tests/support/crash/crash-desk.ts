import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import type { SecretVault } from '../../../src/core/use-cases/ports.ts';
import { openIntentJournal } from '../../../src/main/directory/local/intent-journal.ts';
import { openLocalDirectory } from '../../../src/main/directory/local/local-directory.ts';
import { createNoticeBoard } from '../../../src/main/directory/local/notices.ts';
import { openProfile, type OpenProfile } from '../../../src/main/directory/local/profile-record.ts';
import { clock, ids, secretMaker } from '../../../src/main/time-and-chance.ts';
import { CANARY_ACCOUNT } from '../../../src/main/vault/canary.ts';
import { createKeychainVault } from '../../../src/main/vault/keychain-vault.ts';
import { forkedHelpers } from '../forked-helper.ts';
import { worked } from '../outcome.ts';
import type { KeychainChoice } from './errand.ts';
import { openFileKeychain } from './file-keychain.ts';

export interface CrashDesk {
  readonly desk: Desk;
  /** What the keychain holds by account, canary excluded; an eye of the test's own. */
  readonly accounts: () => Promise<ReadonlyMap<string, string>>;
  /** Files of the store that are neither a record nor the journal. */
  readonly temporaryFiles: () => readonly string[];
  readonly close: () => Promise<void>;
}

interface OpenKeychain extends Pick<CrashDesk, 'accounts' | 'close'> {
  readonly vault: SecretVault;
}

/** Names the store has when nothing is under way; an open one also has its mark. */
const AT_REST = /^(?:applications|intents|index\.in-doubt|(?:profile|index|applications\/[0-9a-f-]{36})\.[ab]\.json)$/;

/** The product's own adapters, put together as main does it. */
export async function openCrashDesk(folder: string, choice: KeychainChoice): Promise<CrashDesk> {
  const store = join(folder, 'store');
  const notices = createNoticeBoard();
  const profile = worked(openProfile(store, randomUUID, notices));
  const directory = worked(openLocalDirectory({ folder: store, profileId: profile.profileId, notices }));
  const keychain = choice.kind === 'file' ? fileKeychain(folder) : await realKeychain(profile, choice);
  return {
    accounts: keychain.accounts,
    desk: {
      directory,
      journal: openIntentJournal(store, notices),
      vault: keychain.vault,
      ...{ clock, ids, secretMaker },
    },
    temporaryFiles: () =>
      readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => !AT_REST.test(name)),
    close: async () => {
      directory.close();
      await keychain.close();
    },
  };
}

function fileKeychain(folder: string): OpenKeychain {
  const { vault, accounts } = openFileKeychain(join(folder, 'keychain'));
  return { vault, accounts: () => Promise.resolve(accounts()), close: () => Promise.resolve() };
}

async function realKeychain(
  profile: OpenProfile,
  choice: KeychainChoice & { readonly kind: 'real' },
): Promise<OpenKeychain> {
  const keychain = createKeychainVault({
    service: choice.service,
    spawn: forkedHelpers(choice.helper, process.env).spawn,
    canaryKnown: profile.canaryKnown,
    onCanaryWritten: () => profile.rememberCanary(),
    onState: () => undefined,
  });
  // The helper takes its time to start; the work to be killed begins afterwards.
  const state = await keychain.health.check();
  if (state !== 'ready') throw new Error(`The keychain is ${state}.`);
  return {
    vault: keychain.vault,
    close: () => keychain.close(),
    accounts: () => realAccounts(choice.service),
  };
}

async function realAccounts(service: string): Promise<ReadonlyMap<string, string>> {
  const { default: keytar } = await import('keytar');
  const all = await keytar.findCredentials(service);
  return new Map(
    all.filter(({ account }) => account !== CANARY_ACCOUNT).map(({ account, password }) => [account, password]),
  );
}
