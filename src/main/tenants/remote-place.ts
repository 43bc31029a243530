import { mayBeLocked } from '../../core/domain/client-id-lock.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Tenant } from '../../core/domain/tenant.ts';
import type { Directory } from '../../core/use-cases/ports.ts';
import type { ClientIdLock } from '../../core/domain/client-id-lock.ts';
import type { Place } from '../ipc/place.ts';

interface Parts extends Pick<Place, 'keptIn' | 'listState' | 'refresh' | 'authorityFile'> {
  readonly directory: Directory;
}

/** A remote tenant among the others. */
export function remotePlace({ id, origin }: Tenant, { directory, ...known }: Parts): Place {
  const changeLock = async (
    application: ApplicationId,
    change: (lock: ClientIdLock) => ClientIdLock,
  ): Promise<Result<void>> => {
    const changed = await directory.change(application, (current) =>
      ok(current.clientIdLock ? { ...current, clientIdLock: change(current.clientIdLock) } : current),
    );
    return changed.ok ? done : changed;
  };
  return {
    id,
    ...known,
    lockOf: ({ clientIdLock: lock }) =>
      lock === undefined
        ? null
        : {
            ...{ isLockEnabled: lock.isLockEnabled, failedLogons: lock.failedLogons, lockedUntil: null },
            mayBeLocked: mayBeLocked(lock),
          },
    switchLock: (application, isLockEnabled) => changeLock(application, (lock) => ({ ...lock, isLockEnabled })),
    unlock: (application) => changeLock(application, (lock) => ({ ...lock, failedLogons: 0 })),
    tokenCall: () => {
      const tokenEndpoint = `${origin}/oauth2/token`;
      return known.authorityFile === null ? { tokenEndpoint } : { tokenEndpoint, certificateFile: known.authorityFile };
    },
    // Only the local tenant has users whose tokens Trust Desk may sign.
    userToken: () => Promise.resolve(fail({ code: 'request-refused' })),
  };
}
