import { afterEach, vi } from 'vitest';

// Files that share their modules share the clock, too: one that a test has stopped would stand still for the next file.
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
