import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf } from '../../../tests/support/builders.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { UNLOCKED } from '../../core/domain/client-id-lock.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { ClientLocks } from './client-locks.ts';

const LOCKED = { isLockEnabled: true, failedLogons: 5, lockedUntil: '2026-03-01T13:00:00.000Z' };
const failures = (failedLogons: number) => ({ isLockEnabled: true, failedLogons });

function locksIn(folder: string) {
  const notices = createNoticeBoard();
  return { locks: new ClientLocks({ folder, notices, delayMs: 1_000 }), notices };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the client id locks', () => {
  it('are as usual for whom nothing is known', () => {
    const folder = temporaryFolder();
    expect(locksIn(folder).locks.of(idOf(1))).toEqual(UNLOCKED);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('outlast a restart: a lock is durable at once', () => {
    const folder = temporaryFolder();
    const { locks } = locksIn(folder);
    locks.note(idOf(1), LOCKED);
    expect(locksIn(folder).locks.of(idOf(1))).toEqual(LOCKED);
    locks.set(idOf(1), { isLockEnabled: false, failedLogons: 0 });
    expect(locksIn(folder).locks.of(idOf(1))).toEqual({ isLockEnabled: false, failedLogons: 0 });
    locks.set(idOf(1), UNLOCKED);
    expect(locksIn(folder).locks.all().size).toBe(0);
  });

  it('write a hundred failed logons once, a moment later', () => {
    const folder = temporaryFolder();
    const { locks } = locksIn(folder);
    for (let count = 1; count <= 100; count += 1) locks.note(idOf(count), failures(1));
    expect(readdirSync(folder)).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(locksIn(folder).locks.all().size).toBe(100);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).toContain('"revision":1,');
  });

  it('write what is left when they are asked to, and nothing when nothing is', () => {
    const folder = temporaryFolder();
    const { locks } = locksIn(folder);
    locks.flush();
    expect(readdirSync(folder)).toEqual([]);
    locks.note(idOf(1), failures(3));
    locks.flush();
    expect(locksIn(folder).locks.of(idOf(1))).toEqual(failures(3));
  });

  it('forget an application that is gone', () => {
    const folder = temporaryFolder();
    const { locks } = locksIn(folder);
    locks.set(idOf(1), LOCKED);
    locks.forget(idOf(1));
    expect(locksIn(folder).locks.all().size).toBe(0);
  });

  it('are set aside with a notice when they cannot be read', () => {
    const folder = temporaryFolder();
    locksIn(folder).locks.set(idOf(1), LOCKED);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{');
    const { locks, notices } = locksIn(folder);
    expect(locks.all().size).toBe(0);
    expect(notices.all()).toMatchObject([{ kind: 'record-unreadable', what: 'Client ID locks' }]);
    expect(locks.set(idOf(1), LOCKED).ok).toBe(true);
    expect(locksIn(folder).locks.of(idOf(1))).toEqual(LOCKED);
  });
});
