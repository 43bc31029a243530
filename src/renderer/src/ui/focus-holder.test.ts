import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import DataTable from './DataTable.svelte';
import { ROW_HEIGHT } from './row-window.ts';

interface Row {
  readonly name: string;
  readonly size: number;
}

const columns: readonly Column<Row>[] = [{ id: 'name', header: 'Name', text: (row) => row.name }];

const manyRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Row ${index}`, size: index }));

function table(given: { readonly rows: readonly Row[]; readonly topKey?: string }) {
  const opened: string[] = [];
  const props = { label: 'Things', columns, onopen: (row: Row) => opened.push(row.name), ...given };
  return { opened, ...render(DataTable, { props }) };
}

const focused = () => document.activeElement?.querySelector('th')?.textContent;

const scrollerOf = (container: HTMLElement) => container.querySelector<HTMLElement>('.scroller')!;
const indexes = (rows: Element[]) => rows.map((row) => row.getAttribute('aria-rowindex'));

/** Ten rows more, above all that were there. */
const withMoreAbove = (rows: readonly Row[]): Row[] => [
  ...manyRows(10).map(({ size }) => ({ name: `New ${size}`, size })),
  ...rows,
];

test('rows that come in above leave the row at the top where it is', async () => {
  const rows = manyRows(1000);
  const { container, rerender } = table({ rows, topKey: '' });
  const scroller = scrollerOf(container);
  scroller.scrollTop = 100 * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
  await rerender({ rows: withMoreAbove(rows), topKey: '' });
  await expect.poll(() => scroller.scrollTop).toBe(110 * ROW_HEIGHT);
  const first = screen.getByText('Row 100').closest('tr')!;
  expect(indexes([first])).toEqual(['112']);
});

test('nothing moves for who has not scrolled, and a search begins at the top', async () => {
  const rows = manyRows(1000);
  const { container, rerender } = table({ rows, topKey: '' });
  const scroller = scrollerOf(container);
  await rerender({ rows: withMoreAbove(rows) });
  expect(scroller.scrollTop).toBe(0);
  scroller.scrollTop = 100 * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
  await rerender({ rows: rows.filter(({ size }) => size % 2 === 0), topKey: 'even' });
  expect(scroller.scrollTop).toBe(0);
});

test('the focus stays in its row when rows come in above it, so that Enter opens what was chosen', async () => {
  const rows = manyRows(1000);
  const { container, opened, rerender } = table({ rows });
  container.querySelector<HTMLElement>('tbody tr')!.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  await expect.poll(focused).toBe('Row 1');
  await rerender({ rows: withMoreAbove(rows) });
  await expect.poll(focused).toBe('Row 1');
  await fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  expect(opened).toEqual(['Row 1']);
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  await expect.poll(focused).toBe('Row 2');
});
