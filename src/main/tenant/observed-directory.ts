import type { Application } from '../../core/domain/application.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Directory } from '../../core/use-cases/ports.ts';

/** An application as it is now, or that there is none of this id. */
export type ApplicationChange =
  { readonly kind: 'put'; readonly application: Application } | { readonly kind: 'drop'; readonly id: ApplicationId };

/**
 * The directory, with somebody told of every change before it is answered. A write that failed may have happened all the same, so
 * then the application is told as it is found; one that cannot be read is told as gone, for it must not go on being believed.
 */
export function observedDirectory(directory: Directory, told: (change: ApplicationChange) => Promise<void>): Directory {
  const tellAsFound = async (id: ApplicationId) => {
    const found = await directory.read(id);
    await told(found.ok ? { kind: 'put', application: found.value } : { kind: 'drop', id });
  };
  return {
    list: () => directory.list(),
    dependentsOf: (provider) => directory.dependentsOf(provider),
    read: (id) => directory.read(id),
    create: async (application) => {
      const created = await directory.create(application);
      if (created.ok) await told({ kind: 'put', application: created.value });
      else await tellAsFound(application.id);
      return created;
    },
    change: async (id, change) => {
      const changed = await directory.change(id, change);
      if (changed.ok) await told({ kind: 'put', application: changed.value });
      else await tellAsFound(id);
      return changed;
    },
    remove: async (id) => {
      const removed = await directory.remove(id);
      if (removed.ok) await told({ kind: 'drop', id });
      else await tellAsFound(id);
      return removed;
    },
  };
}
