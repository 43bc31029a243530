import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipboardPort } from './clipboard-port.ts';
import { HOLD_MS, TimedClipboard } from './timed-clipboard.ts';

const SECRET = 'aB[]_:=?@-./~0123456789aB[]_:=?@-./~01234567';
const OTHER = 'aC[]_:=?@-./~0123456789aB[]_:=?@-./~01234567';

function surroundings() {
  const machine = { content: '', broken: false, deaf: false, kinds: [] as string[] };
  const meet = () => (machine.broken ? Promise.reject(new Error(`no clipboard for ${SECRET}`)) : Promise.resolve());
  const port: ClipboardPort = {
    write: async (text, kind) => {
      await meet();
      machine.kinds.push(kind);
      if (!machine.deaf) machine.content = text;
    },
    read: async () => {
      await meet();
      return machine.content;
    },
    clear: async () => {
      await meet();
      machine.content = '';
    },
  };
  const events: string[] = [];
  const clipboard = new TimedClipboard({
    port,
    announce: {
      holding: ({ what, endsInMs }) => void events.push(`holding ${what} ${endsInMs}`),
      released: ({ reason }) => void events.push(reason),
    },
  });
  return { machine, events, clipboard };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a secret on the clipboard', () => {
  it('is there at once, marked as confidential, and gone after 30 seconds', async () => {
    const { machine, events, clipboard } = surroundings();
    expect(await clipboard.copySecret('secret', SECRET)).toEqual({ ok: true, value: undefined });
    expect(machine.content).toBe(SECRET);
    expect(machine.kinds).toEqual(['confidential']);
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    expect(machine.content).toBe(SECRET);
    await vi.advanceTimersByTimeAsync(1);
    expect(machine.content).toBe('');
    expect(events).toEqual(['holding secret 30000', 'cleared']);
  });

  it('does not care about the clock on the wall', async () => {
    const { machine, clipboard } = surroundings();
    await clipboard.copySecret('secret', SECRET);
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    expect(machine.content).toBe(SECRET);
    vi.setSystemTime(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(machine.content).toBe('');
  });

  it('stays 30 seconds from the second copy on', async () => {
    const { machine, events, clipboard } = surroundings();
    await clipboard.copySecret('secret', SECRET);
    await vi.advanceTimersByTimeAsync(20_000);
    await clipboard.copySecret('curl', `curl ${SECRET}`);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(machine.content).toBe(`curl ${SECRET}`);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(machine.content).toBe('');
    expect(events).toEqual(['holding secret 30000', 'holding curl 30000', 'cleared']);
  });

  it('is left alone when somebody else copied something, however alike', async () => {
    for (const theirs of [OTHER, SECRET.slice(1), `${SECRET} `, '']) {
      const { machine, events, clipboard } = surroundings();
      await clipboard.copySecret('secret', SECRET);
      machine.content = theirs;
      await vi.advanceTimersByTimeAsync(HOLD_MS);
      expect(machine.content).toBe(theirs);
      expect(events.at(-1)).toBe('replaced');
    }
  });

  it('is known again when the platform changed the line ends', async () => {
    const { machine, clipboard } = surroundings();
    await clipboard.copySecret('curl', `curl \\\n  ${SECRET}`);
    machine.content = machine.content.replaceAll('\n', '\r\n');
    await clipboard.takeBack();
    expect(machine.content).toBe('');
  });

  it('is cleared at once when taken back, and not again later', async () => {
    const { machine, events, clipboard } = surroundings();
    await clipboard.copySecret('secret', SECRET);
    await clipboard.takeBack();
    expect(machine.content).toBe('');
    machine.content = SECRET;
    await vi.advanceTimersByTimeAsync(2 * HOLD_MS);
    expect(machine.content).toBe(SECRET);
    expect(events).toEqual(['holding secret 30000', 'cleared']);
  });

  it('counts as replaced when the person copies an id after it', async () => {
    const { machine, events, clipboard } = surroundings();
    await clipboard.copySecret('secret', SECRET);
    await clipboard.copy('an-id');
    await vi.advanceTimersByTimeAsync(2 * HOLD_MS);
    expect(machine.content).toBe('an-id');
    expect(events).toEqual(['holding secret 30000', 'replaced']);
  });

  it('is asked for again while the clipboard cannot be read', async () => {
    const { machine, events, clipboard } = surroundings();
    await clipboard.copySecret('secret', SECRET);
    machine.broken = true;
    await vi.advanceTimersByTimeAsync(HOLD_MS + 5_000);
    expect(events).toEqual(['holding secret 30000']);
    machine.broken = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(machine.content).toBe('');
    expect(events).toEqual(['holding secret 30000', 'cleared']);
  });

  it('never leaves with another one: interleavings of copies, strangers and time', async () => {
    const step = fc.constantFrom('secret', 'other secret', 'id', 'stranger', 'wait', 'long wait', 'take back');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { machine, clipboard } = surroundings();
        for (const each of steps) {
          if (each === 'secret') await clipboard.copySecret('secret', SECRET);
          if (each === 'other secret') await clipboard.copySecret('secret', OTHER);
          if (each === 'id') await clipboard.copy('an-id');
          if (each === 'stranger') machine.content = 'of another program';
          if (each === 'wait') await vi.advanceTimersByTimeAsync(9_000);
          if (each === 'long wait') await vi.advanceTimersByTimeAsync(HOLD_MS);
          if (each === 'take back') await clipboard.takeBack();
          if (each === 'id') expect(machine.content).toBe('an-id');
          if (each === 'stranger') expect(machine.content).toBe('of another program');
          if (['long wait', 'take back'].includes(each)) expect([SECRET, OTHER]).not.toContain(machine.content);
        }
        const left = machine.content;
        await vi.advanceTimersByTimeAsync(2 * HOLD_MS);
        expect(machine.content).toBe([SECRET, OTHER].includes(left) ? '' : left);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an id on the clipboard', () => {
  it('stays, unmarked', async () => {
    const { machine, events, clipboard } = surroundings();
    await clipboard.copy('an-id');
    await vi.advanceTimersByTimeAsync(10 * HOLD_MS);
    await clipboard.takeBack();
    expect(machine.content).toBe('an-id');
    expect(machine.kinds).toEqual(['plain']);
    expect(events).toEqual([]);
  });
});

describe('a clipboard that does not work', () => {
  it('is a failure with a code, and nothing is counted down', async () => {
    const { machine, events, clipboard } = surroundings();
    machine.broken = true;
    expect(await clipboard.copySecret('secret', SECRET)).toEqual({ ok: false, failure: { code: 'clipboard-failed' } });
    expect(await clipboard.copy('an-id')).toEqual({ ok: false, failure: { code: 'clipboard-failed' } });
    expect(events).toEqual([]);
  });

  it('is a failure too when it takes the text and keeps the old one', async () => {
    const { machine, events, clipboard } = surroundings();
    machine.content = 'of another program';
    machine.deaf = true;
    expect(await clipboard.copySecret('secret', SECRET)).toEqual({ ok: false, failure: { code: 'clipboard-failed' } });
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(machine.content).toBe('of another program');
    expect(events).toEqual([]);
  });
});
