import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says the first at once, and what comes within the pause once, at its end', () => {
  const say = vi.fn();
  const { ask } = throttled(500, say);
  ask();
  expect(say).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 100; time += 1) ask();
  expect(say).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(say).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(say).toHaveBeenCalledTimes(2);
  ask();
  expect(say).toHaveBeenCalledTimes(3);
});

it('says nothing more once it is stopped', () => {
  const say = vi.fn();
  const { ask, stop } = throttled(500, say);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(5_000);
  expect(say).toHaveBeenCalledTimes(1);
});
