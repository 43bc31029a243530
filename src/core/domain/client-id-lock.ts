/** SAP's *Client ID Lock* of one application (its `restApiAuthentication.allowLocking` and `failedLoginAttempts`). */
export interface ClientIdLock {
  readonly isLockEnabled: boolean;
  /** In a row; a success resets it. */
  readonly failedLogons: number;
  /** ISO 8601; absent when never locked since the last unlock. It counts while it is in the future. */
  readonly lockedUntil?: string;
}

/** SAP: five failed logons lock the client id for 60 minutes; then it unlocks itself. */
export const FAILED_LOGONS_MAXIMUM = 5;
const LOCK_MS = 60 * 60 * 1000;

export const UNLOCKED: ClientIdLock = { isLockEnabled: true, failedLogons: 0 };

/** A remote tenant tells the failures, and neither the lock nor its time: it may have run out since. */
export const mayBeLocked = ({ isLockEnabled, failedLogons }: ClientIdLock): boolean =>
  isLockEnabled && failedLogons >= FAILED_LOGONS_MAXIMUM;

/** An end that is no date has not come: what cannot be read must not unlock. */
export const isLocked = ({ lockedUntil }: ClientIdLock, now: Date): boolean =>
  lockedUntil !== undefined && !(Date.parse(lockedUntil) <= now.getTime());

/** A lock that has run out is gone with the failures that led to it. */
export const lockAt = (lock: ClientIdLock, now: Date): ClientIdLock =>
  lock.lockedUntil === undefined || isLocked(lock, now) ? lock : unlocked(lock);

export const unlocked = ({ isLockEnabled }: ClientIdLock): ClientIdLock => ({ isLockEnabled, failedLogons: 0 });

/** A wrong secret. While locked nothing is counted: the lock must not last longer for being tried. */
export function afterFailedLogon(before: ClientIdLock, now: Date): ClientIdLock {
  const lock = lockAt(before, now);
  if (isLocked(lock, now)) return lock;
  const failedLogons = lock.failedLogons + 1;
  if (!lock.isLockEnabled || failedLogons < FAILED_LOGONS_MAXIMUM) return { ...lock, failedLogons };
  return { ...lock, failedLogons, lockedUntil: new Date(now.getTime() + LOCK_MS).toISOString() };
}

/** SAP: switching the lock off on a locked client id resets the counter but leaves it locked. */
export function withLockEnabled(before: ClientIdLock, enabled: boolean, now: Date): ClientIdLock {
  const lock = lockAt(before, now);
  return { ...lock, isLockEnabled: enabled, failedLogons: enabled ? lock.failedLogons : 0 };
}
