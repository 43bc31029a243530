import { expect, test } from 'vitest';
import { ok, type Result } from '../../../core/domain/result.ts';
import { Action } from './action.svelte.ts';

test('a second start while the first runs starts nothing', async () => {
  let finish: (result: Result<number>) => void = () => {};
  let started = 0;
  const action = new Action<void, number>(() => {
    started += 1;
    return new Promise((resolve) => (finish = resolve));
  });
  const first = action.run();
  expect(action.running).toBe(true);
  expect(await action.run()).toBeUndefined();
  finish(ok(7));
  expect(await first).toEqual(ok(7));
  expect(started).toBe(1);
  expect(action.running).toBe(false);
});

test('a refusal stays until the next start or until it is dismissed', async () => {
  const answers: Result<void>[] = [{ ok: false, failure: { code: 'clipboard-failed' } }, ok(undefined)];
  const action = new Action<void, void>(() => Promise.resolve(answers.shift() ?? ok(undefined)));
  await action.run();
  expect(action.failure?.code).toBe('clipboard-failed');
  await action.run();
  expect(action.failure).toBeNull();
});

test('an exception does not leave it running for ever', async () => {
  const action = new Action<void, void>(() => Promise.reject(new Error('broken')));
  await expect(action.run()).rejects.toThrow('broken');
  expect(action.running).toBe(false);
});
