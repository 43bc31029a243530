import { expect, test } from 'vitest';
import { layoutAt, type Column } from './column.ts';

const columns: readonly Column<string>[] = [
  { id: 'name', header: '', text: (row) => row },
  { id: 'roomy', header: '', from: 600, text: (row) => row },
  { id: 'wide', header: '', from: 900, text: (row) => row },
  { id: 'words', header: '', from: 700, elsewhere: true, text: (row) => row },
  { id: 'icons', header: '', below: 700, text: (row) => row },
];

function shownAt(width: number) {
  const { columns: own, poppedIn } = layoutAt(columns, width);
  return [own, poppedIn].map((each) => each.map(({ id }) => id));
}

test('a column without room pops in, and one that is elsewhere gives way to its shorter form', () => {
  expect(shownAt(900)).toEqual([['name', 'roomy', 'wide', 'words'], []]);
  expect(shownAt(899)).toEqual([['name', 'roomy', 'words'], ['wide']]);
  expect(shownAt(600)).toEqual([['name', 'roomy', 'icons'], ['wide']]);
  expect(shownAt(599)).toEqual([
    ['name', 'icons'],
    ['roomy', 'wide'],
  ]);
});

test('at no width does a column vanish, or show twice', () => {
  for (let width = 1; width < 1000; width += 1) {
    const shown = shownAt(width).flat();
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(expect.arrayContaining(['name', 'roomy', 'wide']));
    expect(shown.includes('words') !== shown.includes('icons')).toBe(true);
  }
});

test('before the table is measured, nothing shows twice', () => {
  expect(shownAt(0)).toEqual([['name', 'roomy', 'wide', 'words'], []]);
});

test('a sentence takes two lines only where it pops in into a narrow table', () => {
  const sentence: Column<string> = { id: 'sentence', header: '', from: 900, wrapsBelow: 600, text: (row) => row };
  const wrappedAt = (width: number) => layoutAt([...columns, sentence], width).wrapped.map(({ id }) => id);
  expect([599, 600, 900, 0].map(wrappedAt)).toEqual([['sentence'], [], [], []]);
});
