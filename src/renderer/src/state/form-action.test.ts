import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { FormAction } from './form-action.svelte.ts';

const ofField = fail({ code: 'field-empty', field: 'name' });
const ofNone = fail({ code: 'clipboard-failed' });

function formAction(answers: readonly Result<number>[], { valid = true } = {}) {
  const left = [...answers];
  const refused: string[] = [];
  const form = {
    check: () => valid,
    refuse: (failure: { readonly code: string }) => {
      refused.push(failure.code);
      return failure.code === 'field-empty';
    },
  };
  let sent = 0;
  const action = new FormAction(form, () => {
    sent += 1;
    return Promise.resolve(left.shift() ?? ok(0));
  });
  return { action, refused, sent: () => sent };
}

test('a form with something wrong in it is not sent', async () => {
  const { action, sent } = formAction([ok(7)], { valid: false });
  expect(await action.run()).toBeUndefined();
  expect(sent()).toBe(0);
});

test('what came of it is answered, and nothing of a refusal', async () => {
  const { action } = formAction([ok(7), ofNone]);
  expect(await action.run()).toBe(7);
  expect(await action.run()).toBeUndefined();
});

test('a refusal that a field shows is not shown a second time', async () => {
  const { action, refused } = formAction([ofField]);
  await action.run();
  expect(refused).toEqual(['field-empty']);
  expect(action.failure).toBeNull();
});

test('a refusal about no field stays until it is sent again or dismissed', async () => {
  const { action } = formAction([ofNone, ofField, ofNone, ok(7)]);
  await action.run();
  expect(action.failure?.code).toBe('clipboard-failed');
  await action.run();
  expect(action.failure).toBeNull();
  await action.run();
  action.dismiss();
  expect(action.failure).toBeNull();
});

test('a second start while the first runs sends nothing and takes nothing back', async () => {
  const { action, sent } = formAction([ofNone]);
  const [first, second] = [action.run(), action.run()];
  expect(action.running).toBe(true);
  expect(await second).toBeUndefined();
  expect(await first).toBeUndefined();
  expect(sent()).toBe(1);
  expect(action.failure?.code).toBe('clipboard-failed');
});
