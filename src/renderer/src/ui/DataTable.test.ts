import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Column } from './column.ts';
import DataTable from './DataTable.svelte';
import { HEADER_HEIGHT, POPPED_IN_HEIGHT, ROW_HEIGHT } from './row-window.ts';

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

test('a text that is cut off is whole as a tooltip when one points at it', async () => {
  table(2);
  const cell = (text: string) => screen.getByText(text);
  Object.defineProperty(cell('Row 0'), 'scrollWidth', { value: 200 });
  await fireEvent.pointerOver(cell('Row 0'));
  await fireEvent.pointerOver(cell('Row 1'));
  expect([cell('Row 0').title, cell('Row 1').title]).toEqual(['Row 0', '']);
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

const scrollTo = async (container: Element, row: number) => {
  const scroller = container.querySelector('.scroller')!;
  scroller.scrollTop = row * ROW_HEIGHT;
  await fireEvent.scroll(scroller);
};

test('rows scrolled away are used again, in the order one reads them', async () => {
  const { container } = table(10_000);
  const rows = () => [...container.querySelectorAll<HTMLElement>('tbody tr')];
  const before = new Set(rows());
  await scrollTo(container, 5);
  expect(rows().filter((row) => !before.has(row))).toEqual([]);
  expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual(rows().map((_, at) => String(7 + at)));
  expect(screen.getByText('Row 5').closest('tr')).toBe(rows()[0]);
});

const buttons: Column<Row> = {
  id: 'remove',
  header: 'Actions',
  cell: createRawSnippet((row: () => Row) => ({ render: () => `<button>Remove ${row().name}</button>` })),
};

test('the focus in a button stays with its row while that is on the page, and goes to no other row after', async () => {
  const { container } = table(10_000, { columns: [...columns, buttons], onopen: undefined });
  const remove = screen.getByText('Remove Row 7');
  remove.focus();
  await scrollTo(container, 5);
  expect(document.activeElement).toBe(remove);
  await scrollTo(container, 500);
  expect(document.activeElement?.classList.contains('pane')).toBe(true);
});

test('what has no room stands under the first cell with its header, and rows grow for it', async () => {
  const narrow = [...columns, { id: 'more', header: 'More', from: 5_000, text: (row: Row) => `more of ${row.name}` }];
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  const { container } = table(100, { columns: narrow });
  await expect.poll(() => screen.getByText('more of Row 3').closest('th')?.textContent).toContain('Row 3');
  expect(screen.getByText('more of Row 3').parentElement?.textContent.replaceAll(/\s+/g, ' ')).toBe(
    'More: more of Row 3',
  );
  const space = container.querySelector<HTMLElement>('.space')!;
  expect(space.style.height).toBe(`${HEADER_HEIGHT + 100 * (ROW_HEIGHT + POPPED_IN_HEIGHT)}px`);
  vi.restoreAllMocks();
});

test('a search from the top on does not set the scroll position, which would cost a layout', async () => {
  const { container, rerender } = table(10_000, { topKey: '' });
  const set = vi.fn();
  Object.defineProperty(container.querySelector('.scroller'), 'scrollTop', { set, get: () => 0 });
  await rerender({ topKey: 'a', rows: manyRows(500) });
  expect(set).not.toHaveBeenCalled();
});

test('a table that fills the page leaves a whole row to be seen, however low the window is', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  onTestFinished(() => void vi.restoreAllMocks());
  const popping = columns.map((column, at) => (at === 0 ? column : { ...column, from: 400 }));
  const { container } = table(3, { fill: true, columns: popping });
  const frame = container.querySelector<HTMLElement>('.list-frame');
  const whole = HEADER_HEIGHT + ROW_HEIGHT + POPPED_IN_HEIGHT + 2;
  await expect.poll(() => frame?.style.minHeight).toBe(`max(8rem, ${whole}px)`);
});

test('what takes two lines makes its row as much higher', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  onTestFinished(() => void vi.restoreAllMocks());
  const sentence = {
    id: 'more',
    header: 'More',
    from: 400,
    wrapsBelow: 350,
    text: (row: Row) => `more of ${row.name}`,
  };
  const { container } = table(10, { columns: [...columns, sentence] });
  await expect.poll(() => container.querySelectorAll('.popped-in.wrapped').length).toBe(10);
  const space = container.querySelector<HTMLElement>('.space');
  expect(space?.style.height).toBe(`${HEADER_HEIGHT + 10 * (ROW_HEIGHT + 2 * POPPED_IN_HEIGHT)}px`);
});
