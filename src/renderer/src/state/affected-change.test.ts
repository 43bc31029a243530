import { expect, test } from 'vitest';
import type { AffectedDependency, DependencyKey } from '../../../core/domain/dependents.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { idOf } from '../../../../tests/support/views.ts';
import { AffectedChange } from './affected-change.svelte.ts';

const orders = { consumerId: idOf(2), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' };
const bills = { consumerId: idOf(3), consumer: 'Billing', name: 'bills', apiName: 'sales-orders' };

function changeWith(found: Result<readonly AffectedDependency[]>, answers: Result<string>[]) {
  const confirmed: (readonly DependencyKey[])[] = [];
  const change = new AffectedChange<string>({
    look: () => Promise.resolve(found),
    change: (keys) => {
      confirmed.push(keys);
      return Promise.resolve(answers.shift() ?? ok('done'));
    },
  });
  return { change, confirmed };
}

test('nobody is known before it was looked up', () => {
  const { change } = changeWith(ok([orders]), []);
  expect(change.affected).toBeNull();
});

test('exactly those found are confirmed, by consumer and name', async () => {
  const { change, confirmed } = changeWith(ok([orders, bills]), []);
  await change.look();
  expect(await change.change()).toEqual(ok('done'));
  expect(confirmed).toEqual([
    [
      { consumerId: idOf(2), name: 'orders' },
      { consumerId: idOf(3), name: 'bills' },
    ],
  ]);
});

test('someone added meanwhile is shown, and confirmed with the next try', async () => {
  const { change, confirmed } = changeWith(ok([orders]), [
    fail({ code: 'dependents-affected', affected: [orders, bills] }),
  ]);
  await change.look();
  await change.change();
  expect(change.affected).toEqual([orders, bills]);
  expect(change.failure?.code).toBe('dependents-affected');
  await change.change();
  expect(confirmed[1]).toHaveLength(2);
  expect(change.failure).toBeNull();
});

test('who cannot be looked up is not taken for nobody', async () => {
  const { change } = changeWith(fail({ code: 'store-damaged', what: 'index' }), []);
  expect(await change.look()).toBeUndefined();
  expect(change.affected).toBeNull();
  expect(change.failure?.code).toBe('store-damaged');
});

test('forgetting takes away those found and what was refused', async () => {
  const { change } = changeWith(ok([orders]), [fail({ code: 'api-unknown', name: 'x' })]);
  await change.look();
  await change.change();
  change.forget();
  expect(change.affected).toBeNull();
  expect(change.failure).toBeNull();
});
