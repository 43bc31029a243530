import { expect, test } from 'vitest';
import { columnsAt, type Column } from './column.ts';

const columns: readonly Column<string>[] = [
  { id: 'always', header: '', text: (row) => row },
  { id: 'wide', header: '', from: 600, text: (row) => row },
  { id: 'instead', header: '', below: 600, text: (row) => row },
];
const shownAt = (width: number) => columnsAt(columns, width).map(({ id }) => id);

test('a column that needs room gives way to the one that stands in for it', () => {
  expect(shownAt(600)).toEqual(['always', 'wide']);
  expect(shownAt(599)).toEqual(['always', 'instead']);
});

test('before the table is measured, nothing shows twice', () => {
  expect(shownAt(0)).toEqual(['always', 'wide']);
});
