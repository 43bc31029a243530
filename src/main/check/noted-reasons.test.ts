import { expect, it } from 'vitest';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';
import { createNotedReasons } from './noted-reasons.ts';

interface Noted {
  readonly time: string;
  readonly clientId: string | null;
  readonly reason: RequestReason | null;
}
const since = new Date('2026-01-01T00:00:00.500Z');
const noted = (reason: RequestReason, time: string, clientId = 'me'): Noted => ({ reason, time, clientId });

function reasons(lists: readonly (readonly Noted[])[]) {
  let asked = 0;
  const refused = (): Promise<Result<readonly Noted[]>> => {
    const list = lists[Math.min(asked, lists.length - 1)];
    asked += 1;
    return Promise.resolve(list ? ok(list) : fail({ code: 'tenant-server-silent' }));
  };
  const found = createNotedReasons({ refused, wait: () => Promise.resolve() }).find({ clientId: 'me', since });
  return { found, asked: () => asked };
}

it('finds the refusal of this client since then, and of no other', async () => {
  const list = [
    noted('client-unknown', '2026-01-01T00:00:00.600Z', 'other'),
    noted('secret-wrong', '2026-01-01T00:00:00.500Z'),
    noted('client-locked', '2026-01-01T00:00:00.499Z'),
  ];
  expect(await reasons([list]).found).toBe('secret-wrong');
  expect(await reasons([list.slice(2)]).found).toBeUndefined();
});

it('waits for the server to tell, but not for ever', async () => {
  const late = reasons([[], [], [noted('secret-expired', '2026-01-01T00:00:01.000Z')]]);
  expect(await late.found).toBe('secret-expired');
  const never = reasons([]);
  expect(await never.found).toBeUndefined();
  expect(never.asked()).toBe(20);
});
