import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailedLogon,
  FAILED_LOGONS_MAXIMUM,
  isLocked,
  lockAt,
  UNLOCKED,
  unlocked,
  withLockEnabled,
  type ClientIdLock,
} from './client-id-lock.ts';

const NOON = new Date('2026-03-01T12:00:00.000Z');
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const failed = (times: number, from: ClientIdLock = UNLOCKED, now = NOON): ClientIdLock =>
  Array.from({ length: times }).reduce<ClientIdLock>((lock) => afterFailedLogon(lock, now), from);

describe('the client id lock', () => {
  it('locks at the fifth failed logon, not before, and for 60 minutes', () => {
    expect(isLocked(failed(FAILED_LOGONS_MAXIMUM - 1), NOON)).toBe(false);
    const lock = failed(FAILED_LOGONS_MAXIMUM);
    expect(lock).toEqual({ isLockEnabled: true, failedLogons: 5, lockedUntil: '2026-03-01T13:00:00.000Z' });
    expect(isLocked(lock, later(59))).toBe(true);
    expect(isLocked(lock, later(60))).toBe(false);
  });

  it('does not last longer for being tried', () => {
    const lock = failed(FAILED_LOGONS_MAXIMUM);
    expect(failed(20, lock, later(30))).toEqual(lock);
  });

  it('begins to count anew once it has run out', () => {
    const lock = failed(FAILED_LOGONS_MAXIMUM);
    expect(lockAt(lock, later(61))).toEqual(UNLOCKED);
    expect(afterFailedLogon(lock, later(61))).toEqual({ isLockEnabled: true, failedLogons: 1 });
  });

  it('counts but does not lock while it is switched off', () => {
    const off = withLockEnabled(UNLOCKED, false, NOON);
    expect(failed(50, off)).toEqual({ isLockEnabled: false, failedLogons: 50 });
  });

  it('switched off forgets the failed logons and leaves a locked client id locked', () => {
    const off = withLockEnabled(failed(FAILED_LOGONS_MAXIMUM), false, NOON);
    expect(off).toMatchObject({ isLockEnabled: false, failedLogons: 0 });
    expect(isLocked(off, later(1))).toBe(true);
    expect(unlocked(off)).toEqual({ isLockEnabled: false, failedLogons: 0 });
  });

  it('holds when its end cannot be read', () => {
    expect(isLocked({ ...UNLOCKED, lockedUntil: 'soon' }, NOON)).toBe(true);
  });

  it('whatever happens in whatever order: is never locked by fewer than five failures in a row', () => {
    const step = fc.constantFrom('fail', 'succeed', 'unlock', 'off', 'on');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let lock = UNLOCKED;
        let inARow = 0;
        for (const each of steps) {
          if (each === 'fail') lock = afterFailedLogon(lock, NOON);
          else if (each === 'succeed') lock = isLocked(lock, NOON) ? lock : unlocked(lock);
          else if (each === 'unlock') lock = unlocked(lock);
          else lock = withLockEnabled(lock, each === 'on', NOON);
          inARow = each === 'fail' ? inARow + 1 : isLocked(lock, NOON) || each === 'on' ? inARow : 0;
          if (isLocked(lock, NOON)) expect(inARow).toBeGreaterThanOrEqual(FAILED_LOGONS_MAXIMUM);
        }
      }),
    );
  });
});
