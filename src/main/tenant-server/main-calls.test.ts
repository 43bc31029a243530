import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DirectoryCall } from '../../core/domain/directory-api/directory-call.ts';
import { MainCalls } from './main-calls.ts';
import type { FromServer } from './messages.ts';

const call: DirectoryCall = { kind: 'list', query: { limit: 100, skip: 0 } };

function opened() {
  const posted: Extract<FromServer, { readonly kind: 'directory-call' }>[] = [];
  const calls = new MainCalls((message) => message.kind === 'directory-call' && posted.push(message));
  return { calls, posted, ask: () => calls.ask(call, 'http://127.0.0.1:8750') };
}

describe('a call of main', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('gets its own answer, in whatever order they come', async () => {
    const { calls, posted, ask } = opened();
    const answers = [ask(), ask()];
    expect(posted).toMatchObject([{ asked: call, origin: 'http://127.0.0.1:8750' }, { asked: call }]);
    calls.answered(posted[1]!.call, { status: 201 });
    calls.answered(posted[0]!.call, { status: 200 });
    calls.answered(posted[0]!.call, { status: 500 });
    calls.answered('of an earlier process', { status: 500 });
    expect(await Promise.all(answers)).toEqual([{ status: 200 }, { status: 201 }]);
  });

  it('is given up after half a minute', async () => {
    const { ask } = opened();
    const answer = ask();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answer).toBeUndefined();
  });

  it('is one of 64 at most; another is not even posted', async () => {
    const { calls, posted, ask } = opened();
    for (let count = 0; count < 64; count += 1) void ask();
    expect(await ask()).toBeUndefined();
    expect(posted).toHaveLength(64);
    calls.answered(posted[0]!.call, { status: 200 });
    void ask();
    expect(posted).toHaveLength(65);
  });
});
