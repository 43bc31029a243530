import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

function throttle() {
  let now = 0;
  const it = new Throttle(() => now);
  const guess = (clientId: string): boolean => {
    if (it.wait(clientId) > 0) return false;
    it.failed(clientId);
    return true;
  };
  const guesses = (clientId: string, count: number): number =>
    Array.from({ length: count }).filter(() => guess(clientId)).length;
  return { it, guess, guesses, pass: (ms: number) => (now += ms) };
}

describe('guessing (T41)', () => {
  it('is let through ten times, and then once every two seconds', () => {
    const { it: slow, guesses, pass } = throttle();
    expect(guesses('attacked', 1_000)).toBe(10);
    expect(slow.wait('attacked')).toBe(2);
    pass(1_999);
    expect(guesses('attacked', 10)).toBe(0);
    expect(slow.wait('attacked')).toBe(1);
    pass(1);
    expect(guesses('attacked', 10)).toBe(1);
  });

  it('gets thirty looks a minute, however many tries', () => {
    const { guesses, pass } = throttle();
    guesses('attacked', 100);
    let looks = 0;
    for (let ms = 0; ms < 60_000; ms += 6) {
      pass(6);
      looks += guesses('attacked', 1);
    }
    expect(looks).toBeLessThanOrEqual(30);
    expect(looks).toBeGreaterThan(28);
  });

  it('does not hold up another client id, and a success ends it', () => {
    const { it: slow, guesses } = throttle();
    guesses('attacked', 100);
    expect(slow.wait('other')).toBe(0);
    slow.succeeded('attacked');
    expect(slow.wait('attacked')).toBe(0);
    expect(slow.size).toBe(0);
  });

  it('saves up no more than ten', () => {
    const { guesses, pass } = throttle();
    guesses('attacked', 10);
    pass(24 * 60 * 60 * 1000);
    expect(guesses('attacked', 100)).toBe(10);
  });

  it('remembers a thousand ids, and forgets the one that failed longest ago', () => {
    const { it: slow, guesses, guess } = throttle();
    guesses('attacked', 10);
    for (let index = 0; index < 999; index += 1) guess(`made-up-${index}`);
    expect(slow.wait('attacked')).toBe(2);
    for (let index = 0; index < 10_000; index += 1) guess(`more-${index}`);
    expect(slow.size).toBe(1_000);
    expect(slow.wait('attacked')).toBe(0);
  });
});
