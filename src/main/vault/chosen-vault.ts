import type { SecretId } from '../../core/domain/identifiers.ts';
import type { KeptIn } from '../../core/domain/secret.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { SecretVault, VaultHealth } from '../../core/use-cases/ports.ts';
import type { OpenVault } from './keychain-vault.ts';
import { createSessionVault } from './session-vault.ts';

export interface ChosenVaultParts {
  /** Opens the keychain vault with the listener it shall tell its state. */
  readonly keychain: (onState: (state: VaultState) => void) => OpenVault;
  readonly onState: (state: VaultState) => void;
}

export interface ChosenVault extends OpenVault {
  readonly health: VaultHealth;
  /** Whether this session's memory holds the value. */
  sessionHolds(id: SecretId): boolean;
}

/**
 * The keychain, or memory once a person chose it. `check` goes back to the keychain as soon as that is ready; what was kept in
 * memory meanwhile stays there, readable until the end.
 */
export function createChosenVault({ keychain: open, onState }: ChosenVaultParts): ChosenVault {
  let mode: KeptIn = 'keychain';
  let closed = false;
  // What fails because we are ending says nothing of the keychain.
  const keychain = open((state) => !closed && mode === 'keychain' && onState(state));
  const session = createSessionVault();
  const state = (): VaultState => (mode === 'session' ? 'session' : keychain.health.state());

  const enter = (entered: KeptIn) => {
    if (mode === entered) return;
    mode = entered;
    onState(state());
  };

  return {
    vault: route({ keychain: keychain.vault, session }, () => mode),
    health: {
      state,
      check: async () => {
        if ((await keychain.health.check()) === 'ready') enter('keychain');
        return state();
      },
      useSession: () => enter('session'),
    },
    sessionHolds: (id) => session.holds(id),
    close: () => {
      closed = true;
      return keychain.close();
    },
  };
}

/** A value goes where it was before: what is put back after a failed removal must not move to the other vault. */
function route(vaults: Record<KeptIn, SecretVault>, mode: () => KeptIn): SecretVault {
  const homes = new Map<SecretId, KeptIn>();
  const homeOf = (id: SecretId) => homes.get(id) ?? 'keychain';
  return {
    keepsIn: mode,
    keep: async (id, value) => {
      const home = homes.get(id) ?? mode();
      const kept = await vaults[home].keep(id, value);
      if (kept.ok) homes.set(id, home);
      return kept;
    },
    read: async (id) => {
      const read = await vaults[homeOf(id)].read(id);
      if (read.ok && read.value !== undefined) homes.set(id, homeOf(id));
      return read;
    },
    forget: (id) => vaults[homeOf(id)].forget(id),
  };
}
