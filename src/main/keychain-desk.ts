import type { VaultState } from '../core/domain/vault-state.ts';
import type { Desk } from '../core/use-cases/desk.ts';
import type { VaultHealth } from '../core/use-cases/ports.ts';
import { recover } from '../core/use-cases/recover.ts';
import type { KeychainView } from '../shared/ipc/views.ts';
import type { Keychain } from './ipc/counter.ts';
import type { Turn } from './ipc/turn.ts';

interface Parts {
  readonly desk: Desk;
  readonly health: VaultHealth;
  readonly turn: Turn;
  readonly throwAway: boolean;
  readonly sessionHolds: Keychain['sessionHolds'];
  readonly announce: (view: KeychainView) => void;
}

export interface KeychainDesk extends Keychain {
  /** Tells the window. */
  readonly stateChanged: () => Promise<void>;
}

/** The keychain as the window sees it. Whenever it turns out to be readable, what an earlier crash left is tidied first. */
export function createKeychain(parts: Parts): KeychainDesk {
  const { desk, health, turn } = parts;

  async function view(): Promise<KeychainView> {
    const pending = await desk.journal.pending();
    return {
      state: health.state(),
      throwAway: parts.throwAway,
      pendingTidyUp: pending.ok ? pending.value.length : 0,
    };
  }

  async function tidyIf(state: VaultState): Promise<KeychainView> {
    if (state === 'ready') await turn(() => recover(desk));
    const now = await view();
    parts.announce(now);
    return now;
  }

  return {
    view,
    check: async () => tidyIf(await health.check()),
    useSession: async () => {
      // Not in the middle of a creation, whose record says where the value went.
      await turn(async () => {
        health.useSession();
        await Promise.resolve();
      });
      return tidyIf(health.state());
    },
    sessionHolds: parts.sessionHolds,
    stateChanged: async () => parts.announce(await view()),
  };
}
