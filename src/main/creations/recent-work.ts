import type { Application } from '../../core/domain/application.ts';
import type { ApplicationId, SecretId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { Clock, Directory, SecretVault } from '../../core/use-cases/ports.ts';
import type { PlannedWrites } from '../../core/use-cases/remote-creation/ports.ts';

type Changing = Pick<Directory, 'change'> & Pick<PlannedWrites, 'changeAsPlanned'>;

export interface RecentWork<D extends Changing> {
  readonly vault: SecretVault;
  readonly directory: D;
  /** When the value came into the vault. Undefined: not since the app was started. */
  readonly keptAt: (id: SecretId) => Date | undefined;
  /** When it was changed from here. Undefined: not since the app was started. */
  readonly changedAt: (id: ApplicationId) => Date | undefined;
}

interface Parts<D extends Changing> extends Pick<RecentWork<D>, 'vault' | 'directory'> {
  readonly clock: Clock;
}

/** Vault and directory, and when what was written to them: a tenant does not tell. In memory, since it soon counts no more. */
export function rememberWork<D extends Changing>({ vault, directory, clock }: Parts<D>): RecentWork<D> {
  const kept = new Map<SecretId, Date>();
  const changed = new Map<ApplicationId, Date>();
  const noting = async (id: ApplicationId, change: Promise<Result<Application>>): Promise<Result<Application>> => {
    const result = await change;
    if (result.ok) changed.set(id, clock.now());
    return result;
  };
  return {
    keptAt: (id) => kept.get(id),
    changedAt: (id) => changed.get(id),
    vault: {
      ...vault,
      keep: async (id, value) => {
        const result = await vault.keep(id, value);
        if (result.ok) kept.set(id, clock.now());
        return result;
      },
    },
    directory: {
      ...directory,
      change: (id, change) => noting(id, directory.change(id, change)),
      changeAsPlanned: (id, planned) => noting(id, directory.changeAsPlanned(id, planned)),
    },
  };
}
