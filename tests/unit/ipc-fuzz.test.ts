import { describe, expect, it } from 'vitest';
import { callChannels } from '../support/call-channels.ts';
import { fuzz, unguarded } from '../support/ipc-fuzz.ts';

const CASES = 300;

describe('a window that was taken over (T21)', () => {
  it.each(callChannels)('gets nothing past the parser and nothing out of main on %s', async (channel) => {
    const { wrong, reached } = await fuzz(channel, CASES);
    expect(wrong).toBeUndefined();
    // Honest inputs are among them, so the way through the parser was seen as well.
    expect(reached).toBeGreaterThan(0);
  });

  it.each(callChannels)('would be caught if no parser stood before %s', async (channel) => {
    expect((await fuzz(channel, CASES, unguarded)).wrong).toBeDefined();
  });
});
