import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import DataTable from './DataTable.svelte';
import { ROW_HEIGHT } from './row-window.ts';

interface Row {
  readonly name: string;
  readonly size: number;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', text: (row) => row.name },
  { id: 'size', header: 'Size', align: 'end', text: (row) => String(row.size) },
];

const manyRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Row ${index}`, size: index }));

function table(count: number, more: Record<string, unknown> = {}) {
  const opened: string[] = [];
  const props = {
    label: 'Things',
    rows: manyRows(count),
    columns,
    onopen: (row: Row) => opened.push(row.name),
    ...more,
  };
  return { opened, ...render(DataTable, { props }) };
}

const focused = () => document.activeElement?.querySelector('th')?.textContent;

test('only the rows one could see are on the page, and each says which of all it is', () => {
  table(10_000);
  const grid = screen.getByRole('grid', { name: 'Things' });
  expect(grid.getAttribute('aria-rowcount')).toBe('10001');
  const rows = within(grid).getAllByRole('row');
  expect(rows.length).toBeLessThan(60);
  expect(rows.map((row) => row.getAttribute('aria-rowindex')).slice(0, 3)).toEqual(['1', '2', '3']);
  expect(
    within(grid)
      .getAllByRole('columnheader')
      .map((header) => header.textContent.trim()),
  ).toEqual(['Name', 'Size']);
});

test('texts that may be cut off are whole as tooltips', () => {
  table(1);
  expect(screen.getByText('Row 0').closest('th')?.title).toBe('Row 0');
});

test('one row is in the tab order, and keys move on from it', async () => {
  const { container } = table(10_000);
  const inTabOrder = () => [...container.querySelectorAll<HTMLElement>('tbody tr[tabindex="0"]')];
  expect(inTabOrder()).toHaveLength(1);
  inTabOrder()[0]?.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await fireEvent.keyDown(document.activeElement!, { key });
  await expect.poll(focused).toBe('Row 1');
  expect(inTabOrder()).toEqual([document.activeElement]);
});

test('End and Home reach rows that were not on the page', async () => {
  const { container } = table(10_000);
  container.querySelector<HTMLElement>('tbody tr')?.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'End' });
  await expect.poll(focused).toBe('Row 9999');
  await fireEvent.keyDown(document.activeElement!, { key: 'Home' });
  await expect.poll(focused).toBe('Row 0');
});

test('Enter and a click open a row', async () => {
  const { opened } = table(3);
  screen.getByText('Row 1').closest('tr')?.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  await fireEvent.click(screen.getByText('Row 2'));
  expect(opened).toEqual(['Row 1', 'Row 2']);
});

test('keys with a modifier are left to whom they belong', async () => {
  const { opened, container } = table(3);
  container.querySelector<HTMLElement>('tbody tr')?.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'Enter', ctrlKey: true });
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown', altKey: true });
  expect(opened).toEqual([]);
  expect(focused()).toBe('Row 0');
});

test('a focused row that is scrolled away leaves the focus in the table', async () => {
  const { container } = table(10_000);
  container.querySelector<HTMLElement>('tbody tr')?.focus();
  const scroller = container.querySelector('.scroller')!;
  scroller.scrollTop = 5_000 * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
  expect(screen.getByText('Row 5000')).toBeTruthy();
  expect(document.activeElement?.classList.contains('pane')).toBe(true);
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  await expect.poll(focused).toBe('Row 1');
});

test('a new search starts at the top', async () => {
  const { container, rerender } = table(10_000, { topKey: '' });
  const scroller = container.querySelector('.scroller')!;
  scroller.scrollTop = 5_000 * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
  await rerender({ topKey: 'row' });
  expect(screen.getByText('Row 0')).toBeTruthy();
});

test('fewer rows than the place scrolled to still show', async () => {
  const { container, rerender } = table(10_000);
  const scroller = container.querySelector('.scroller')!;
  scroller.scrollTop = 9_000 * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
  await rerender({ rows: manyRows(5) });
  expect(screen.getByText('Row 4')).toBeTruthy();
});

test('the person comes back to the row they left', async () => {
  table(10_000, { focusAt: 1234 });
  await expect.poll(focused).toBe('Row 1234');
});

test('a table that opens nothing is a plain table in a region that can be scrolled by keyboard', () => {
  table(3, { onopen: undefined });
  expect(screen.getByRole('region', { name: 'Things' }).tabIndex).toBe(0);
  expect(screen.getByRole('table', { name: 'Things' })).toBeTruthy();
  expect(document.querySelectorAll('tbody tr[tabindex]')).toHaveLength(0);
});
