import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endOfProcess } from './end-of-process.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(processes: { pid: number; type: string }[]) {
  const killed: number[] = [];
  let noted = 0;
  endOfProcess(7, { metrics: () => processes, kill: (pid) => killed.push(pid), killed: () => (noted += 1) });
  vi.advanceTimersByTime(5_000);
  return { killed, noted };
}

describe('the process of a closed secret window', () => {
  it('is killed when it does not end by itself', () => {
    expect(watch([{ pid: 7, type: 'Tab' }])).toEqual({ killed: [7], noted: 1 });
  });

  it('is left alone when it has ended', () => {
    expect(watch([{ pid: 8, type: 'Tab' }])).toEqual({ killed: [], noted: 0 });
  });

  it('is not mistaken for another one with its number', () => {
    expect(watch([{ pid: 7, type: 'Utility' }])).toEqual({ killed: [], noted: 0 });
  });
});
