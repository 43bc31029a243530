import { expect, test } from 'vitest';
import { aRow } from '../../../../tests/support/views.ts';
import { ApplicationSearch } from './application-search.svelte.ts';

const rows = [
  aRow(1, { label: 'Sales Orders', name: 'sales-orders' }),
  aRow(2, { label: 'ŞİRKET Заказы', name: 'orders-ru' }),
  aRow(3, { label: 'Ｆｕｌｌｗｉｄｔｈ', name: '' }),
];

function found(text: string) {
  const search = new ApplicationSearch(() => rows);
  search.text = text;
  return search.found.map((row) => rows.indexOf(row) + 1);
}

test('without a text all are found, in the order of the list', () => {
  expect(found('')).toEqual([1, 2, 3]);
  expect(found('   ')).toEqual([1, 2, 3]);
});

test('display name, name, application ID and client ID are searched', () => {
  expect(found('Sales Ord')).toEqual([1]);
  expect(found('orders-ru')).toEqual([2]);
  expect(found(rows[2]?.id ?? '')).toEqual([3]);
  expect(found(rows[0]?.clientId ?? '')).toEqual([1]);
});

test('case does not count, in any script', () => {
  expect(found('SALES')).toEqual([1]);
  expect(found('заказы')).toEqual([2]);
  expect(found('fullwidth')).toEqual([3]);
});

test('every word must occur, in any order and field', () => {
  expect(found('orders sales')).toEqual([1]);
  expect(found('orders')).toEqual([1, 2]);
  expect(found('orders nothing')).toEqual([]);
});

test('two fields next to each other are not searched as one', () => {
  expect(found('orderssales')).toEqual([]);
});

test('a new list is searched anew', () => {
  let list = rows;
  const search = new ApplicationSearch(() => list);
  search.text = 'new';
  search.prepare();
  expect(search.found).toEqual([]);
  list = [aRow(4, { label: 'New One' })];
  search.text = 'new ';
  expect(search.found).toHaveLength(1);
});
