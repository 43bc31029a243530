import { expect } from 'vitest';
import type { FailureCode } from '../../src/core/domain/failure.ts';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import { done } from '../../src/core/domain/result.ts';
import type { VaultState } from '../../src/core/domain/vault-state.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import type { SpawnHelper } from '../../src/main/vault/helper-process.ts';
import { createKeychainVault, type OpenVault } from '../../src/main/vault/keychain-vault.ts';
import type { KeychainTiming } from '../../src/main/vault/silence-watch.ts';
import { newId } from '../port-suites/vault.suite.ts';

export const SERVICE = 'Trust Desk vault-test';

/** What an operation that the keychain refused answers. */
const keychainFailure = (code: FailureCode) => ({ ok: false, failure: { code, changed: 'nothing' } });

export interface WatchedVault extends OpenVault {
  /** Every state it told, in order. */
  readonly states: readonly VaultState[];
  readonly canariesWritten: () => number;
}

interface Openness {
  readonly canaryKnown?: boolean;
  readonly timing?: Partial<KeychainTiming>;
}

/** A keychain vault and what it told main. Respawns are not counted against it unless the test gives a window for them. */
export function openVault(spawn: SpawnHelper, { canaryKnown = false, timing }: Openness = {}): WatchedVault {
  const states: VaultState[] = [];
  let written = 0;
  const vault = createKeychainVault({
    service: SERVICE,
    spawn,
    canaryKnown,
    onCanaryWritten: () => void (written += 1),
    onState: (state) => states.push(state),
    timing: timing ?? { respawnWindowMs: 0 },
  });
  return { ...vault, states, canariesWritten: () => written };
}

async function keepOne(vault: SecretVault, value = 'Aa1='): Promise<SecretId> {
  const id = newId();
  expect(await vault.keep(id, value)).toEqual(done);
  return id;
}
