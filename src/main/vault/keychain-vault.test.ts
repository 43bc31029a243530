import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../tests/port-suites/vault.suite.ts';
import { FakeKeychain } from '../../../tests/support/fake-keychain.ts';
import { openVault, SERVICE, type WatchedVault } from '../../../tests/support/open-vault.ts';
import { done, ok } from '../../core/domain/result.ts';
import { CANARY_ACCOUNT } from './canary.ts';
import { createKeychainVault } from './keychain-vault.ts';

const failure = (code: string) => ({ ok: false, failure: { code, changed: 'nothing' } });
const canary = `${SERVICE}/${CANARY_ACCOUNT}`;

let keychain: FakeKeychain;

beforeEach(() => {
  keychain = new FakeKeychain();
});

/** The calls the keychain gets during something, as `verb` of a secret or `verb canary`. */
async function callsOf(what: () => Promise<unknown>): Promise<readonly string[]> {
  const before = keychain.calls.length;
  await what();
  return keychain.calls.slice(before).map((call) => call.replace(/ [0-9a-f-]{36}$/, ''));
}

describe('the calls of an operation', () => {
  let opened: WatchedVault;
  const kept = newId();

  beforeEach(async () => {
    opened = openVault(keychain.spawn);
    await opened.vault.keep(kept, 'kept');
  });

  it('is one where a value is read', async () => {
    expect(await callsOf(() => opened.vault.read(kept))).toEqual(['get']);
  });
  it('is a write and a read where a value is kept', async () => {
    expect(await callsOf(() => opened.vault.keep(newId(), 'x'))).toEqual(['set', 'get']);
  });
  it('is a deletion and a read where a value is forgotten', async () => {
    expect(await callsOf(() => opened.vault.forget(kept))).toEqual(['delete', 'get']);
  });
  it('asks the canary, twice, where nothing is found', async () => {
    const twice = ['get', 'get canary', 'get', 'get canary'];
    expect(await callsOf(() => opened.vault.read(newId()))).toEqual(twice);
  });
  it('are none for a value no keychain can hold', async () => {
    expect(await callsOf(() => opened.vault.keep(newId(), 'two\nlines'))).toEqual([]);
  });
});

describe('the canary', () => {
  it('is there before the first value is kept', async () => {
    const { vault, canariesWritten } = openVault(keychain.spawn);
    const calls = await callsOf(() => vault.keep(newId(), 'x'));
    expect(calls).toEqual(['get canary', 'set canary', 'get canary', 'set', 'get']);
    expect(canariesWritten()).toBe(1);
  });

  it('is remembered when it is found by a profile that had forgotten it', async () => {
    await openVault(keychain.spawn).health.check();
    const forgetful = openVault(keychain.spawn);
    expect(await callsOf(() => forgetful.health.check())).toEqual(['get canary']);
    expect(forgetful.canariesWritten()).toBe(1);
  });

  it('means a locked keychain when it is missing, and is not written by an operation', async () => {
    const { vault, health } = openVault(keychain.spawn, { canaryKnown: true });
    expect(await callsOf(() => vault.read(newId()))).toEqual(['get', 'get canary']);
    expect(await vault.forget(newId())).toEqual(failure('keychain-locked'));
    expect(health.state()).toBe('locked');
  });

  it('is written into another keychain only when a person tries again', async () => {
    const { health } = openVault(keychain.spawn, { canaryKnown: true });
    expect(await health.check()).toBe('locked');
    expect(keychain.values.has(canary)).toBe(false);
    expect(await health.check()).toBe('ready');
    expect(keychain.values.has(canary)).toBe(true);
  });

  it('is written anew when something else stands in its place', async () => {
    keychain.values.set(canary, 'something else');
    expect(await openVault(keychain.spawn, { canaryKnown: true }).health.check()).toBe('ready');
    expect(keychain.values.get(canary)).not.toBe('something else');
  });

  it('makes a keychain unavailable that gives it back as something else', async () => {
    const { vault, health } = openVault(keychain.spawn);
    keychain.failAt(2, { kind: 'alters' });
    expect(await health.check()).toBe('unavailable');
    keychain.values.clear();
    keychain.failAt(2, { kind: 'alters' });
    expect(await vault.keep(newId(), 'x')).toEqual(failure('keychain-altered-value'));
  });

  it('tells a keychain never used from a locked one by whether there ever was one', async () => {
    keychain.locked = true;
    expect(await openVault(keychain.spawn).health.check()).toBe('uninitialised');
    expect(await openVault(keychain.spawn, { canaryKnown: true }).health.check()).toBe('locked');
  });
});

describe('a keychain that is quiet', () => {
  let opened: WatchedVault;
  const kept = newId();

  beforeEach(async () => {
    opened = openVault(keychain.spawn);
    await opened.vault.keep(kept, 'kept');
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('is silent after 5 s when it gives no sign of life', async () => {
    keychain.failAt(1, { kind: 'daemon-stops' });
    const read = vi.fn();
    void opened.vault.read(kept).then(read);
    await vi.advanceTimersByTimeAsync(4900);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(read).toHaveBeenCalledExactlyOnceWith(failure('keychain-silent'));
    expect(opened.states).toEqual(['ready', 'unavailable']);
  });

  it('answers all that was asked meanwhile at the same time, and works again afterwards', async () => {
    keychain.failAt(1, { kind: 'daemon-stops' });
    const asked = Promise.all(Array.from({ length: 20 }, () => opened.vault.read(newId())));
    await vi.advanceTimersByTimeAsync(5100);
    for (const answer of await asked) expect(answer).toEqual(failure('keychain-silent'));
    keychain.clear();
    const read = opened.vault.read(kept);
    await vi.advanceTimersByTimeAsync(100);
    expect(await read).toEqual(ok('kept'));
  });

  it('is waited for while it shows a prompt: locked meanwhile, ready when the person has answered', async () => {
    keychain.failAt(1, { kind: 'takes', ms: 30_000 });
    const read = opened.vault.read(kept);
    await vi.advanceTimersByTimeAsync(6000);
    expect(opened.health.state()).toBe('locked');
    await vi.advanceTimersByTimeAsync(25_000);
    expect(await read).toEqual(ok('kept'));
    expect(opened.states).toEqual(['ready', 'locked', 'ready']);
  });

  it('is locked when nobody answers its prompt for a minute', async () => {
    keychain.failAt(1, { kind: 'never-answers' });
    const read = vi.fn();
    void opened.vault.read(kept).then(read);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(4000);
    expect(read).toHaveBeenCalledExactlyOnceWith(failure('keychain-locked'));
  });

  it('is not taken for one with a prompt when it is merely slow once', async () => {
    keychain.failAt(1, { kind: 'takes', ms: 3000 });
    const read = opened.vault.read(kept);
    await vi.advanceTimersByTimeAsync(3100);
    expect(await read).toEqual(ok('kept'));
    expect(opened.states).toEqual(['ready']);
  });

  it('leaves no timer running when nothing is asked', async () => {
    await Promise.all([opened.vault.read(kept), vi.advanceTimersByTimeAsync(100)]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what main does with what it is told', () => {
  it('does not make an operation fail that has worked', async () => {
    const { vault } = createKeychainVault({
      service: SERVICE,
      spawn: keychain.spawn,
      canaryKnown: false,
      onCanaryWritten: () => Promise.reject(new Error('disk full')),
      onState: () => {
        throw new Error('no window');
      },
    });
    const id = newId();
    expect(await vault.keep(id, 'x')).toEqual(done);
    expect(await vault.read(id)).toEqual(ok('x'));
  });
});

describe('a helper that dies', () => {
  it('is not replaced from inside the event that says so, for that has crashed Electron', async () => {
    let [inside, startedInside, started] = [false, 0, 0];
    const { vault } = openVault((events) => {
      started += 1;
      if (inside) startedInside += 1;
      const exit = () => {
        inside = true;
        events.exit();
        inside = false;
      };
      return keychain.spawn({ ...events, exit });
    });
    const id = newId();
    expect(await vault.keep(id, 'x')).toEqual(done);
    keychain.failAt(1, { kind: 'kills-helper' });
    expect(await vault.read(id)).toEqual(ok('x'));
    expect([started, startedInside]).toEqual([2, 0]);
  });
});

describe('a helper that cannot be started', () => {
  it('makes the keychain unavailable and is tried again a minute later', async () => {
    vi.useFakeTimers();
    let starts = 0;
    let broken = true;
    const { health } = openVault(
      (events) => {
        starts += 1;
        if (broken) throw new Error('no process');
        return keychain.spawn(events);
      },
      { timing: {} },
    );
    for (let time = 0; time < 10; time += 1) expect(await health.check()).toBe('unavailable');
    expect(starts).toBe(4);
    broken = false;
    expect(await health.check()).toBe('unavailable');
    await vi.advanceTimersByTimeAsync(60_000);
    const checked = health.check();
    await vi.advanceTimersByTimeAsync(100);
    expect(await checked).toBe('ready');
    vi.useRealTimers();
  });
});
