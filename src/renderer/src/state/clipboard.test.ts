import { beforeEach, expect, test, vi } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { fakeBridge } from '../../../../tests/support/fake-transport.ts';
import { Clipboard } from './clipboard.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

function started() {
  const bridge = fakeBridge({ clipboard: { clear: () => ok(undefined) } });
  const said: string[] = [];
  const clipboard = new Clipboard(bridge.client.clipboard, (text) => said.push(text));
  const stop = clipboard.start();
  return { bridge, said, clipboard, stop };
}

test('a secret on the clipboard counts down, and is announced once', () => {
  const { bridge, said, clipboard } = started();
  bridge.announce.clipboard.holding({ what: 'secret', endsInMs: 30_000 });
  expect(clipboard.held).toEqual({ what: 'secret', secondsLeft: 30 });
  vi.advanceTimersByTime(7_000);
  expect(clipboard.held?.secondsLeft).toBe(23);
  expect(said).toEqual(['The clipboard is cleared in 30 seconds.']);
});

test('it never counts below zero; main says when it is over', () => {
  const { bridge, said, clipboard } = started();
  bridge.announce.clipboard.holding({ what: 'curl', endsInMs: 1_000 });
  vi.advanceTimersByTime(5_000);
  expect(clipboard.held?.secondsLeft).toBe(0);
  bridge.announce.clipboard.released({ reason: 'cleared' });
  expect(clipboard.held).toBeNull();
  expect(said.at(-1)).toBe('The clipboard was cleared.');
});

test('when something else was copied nothing is called cleared', () => {
  const { bridge, said, clipboard } = started();
  bridge.announce.clipboard.holding({ what: 'secret', endsInMs: 30_000 });
  bridge.announce.clipboard.released({ reason: 'replaced' });
  expect(clipboard.held).toBeNull();
  expect(said).toHaveLength(1);
});

test('a second copy starts the count again', () => {
  const { bridge, clipboard } = started();
  bridge.announce.clipboard.holding({ what: 'secret', endsInMs: 30_000 });
  vi.advanceTimersByTime(20_000);
  bridge.announce.clipboard.holding({ what: 'secret', endsInMs: 30_000 });
  vi.advanceTimersByTime(1_000);
  expect(clipboard.held?.secondsLeft).toBe(29);
});

test('after its end it ticks no more', () => {
  const { bridge, clipboard, stop } = started();
  bridge.announce.clipboard.holding({ what: 'secret', endsInMs: 30_000 });
  stop();
  vi.advanceTimersByTime(10_000);
  expect(clipboard.held?.secondsLeft).toBe(30);
  expect(vi.getTimerCount()).toBe(0);
});
