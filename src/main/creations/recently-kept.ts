import type { SecretId } from '../../core/domain/identifiers.ts';
import type { Clock, SecretVault } from '../../core/use-cases/ports.ts';

export interface RecentlyKept {
  readonly vault: SecretVault;
  /** Undefined: not since the app was started. */
  readonly keptAt: (id: SecretId) => Date | undefined;
}

/** The vault, and when each value came into it: a tenant does not tell when it made a secret. In memory, since it soon counts no more. */
export function rememberKept(vault: SecretVault, clock: Clock): RecentlyKept {
  const times = new Map<SecretId, Date>();
  return {
    keptAt: (id) => times.get(id),
    vault: {
      ...vault,
      keep: async (id, value) => {
        const kept = await vault.keep(id, value);
        if (kept.ok) times.set(id, clock.now());
        return kept;
      },
    },
  };
}
