import type { VaultState } from '../../src/core/domain/vault-state.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { createKeychainVault, type OpenVault } from '../../src/main/vault/keychain-vault.ts';
import type { KeychainTiming } from '../../src/main/vault/silence-watch.ts';

export const SERVICE = 'Trust Desk vault-test';

export interface WatchedVault extends OpenVault {
  /** Every state it told, in order. */
  readonly states: readonly VaultState[];
  readonly canariesWritten: () => number;
}

export interface Openness {
  readonly canaryKnown?: boolean;
  readonly service?: string;
  readonly timing?: Partial<KeychainTiming>;
}

/** A keychain vault and what it told main. Respawns are not counted against it unless the test gives a window for them. */
export function openVault(
  spawn: SpawnHelper,
  { canaryKnown = false, service = SERVICE, timing }: Openness = {},
): WatchedVault {
  const states: VaultState[] = [];
  let written = 0;
  const vault = createKeychainVault({
    service,
    spawn,
    canaryKnown,
    onCanaryWritten: () => void (written += 1),
    onState: (state) => states.push(state),
    timing: timing ?? { respawnWindowMs: 0 },
  });
  return { ...vault, states, canariesWritten: () => written };
}
