import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { TextSearch } from './text-search.svelte.ts';

const rows = ['Sales Orders', 'sales returns', 'Orders of Sales', 'ＳＡＬＥＳ', 'Straße', 'İstanbul', '  ', 'ﬁle'];
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

function foundAfresh(text: string): readonly string[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => plain(row).includes(word)));
}

/** Keys as they come: letters, blanks, one taken back, or another text pasted in. */
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'salesordİifß ').map((key) => (text: string) => text + key) },
  { weight: 3, arbitrary: fc.constant((text: string) => text.slice(0, -1)) },
  { weight: 1, arbitrary: fc.constantFrom('sales o', 'o s', 'ﬁ', '').map((pasted) => () => pasted) },
);

test('whatever was typed before, what is found is what the text alone would find', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      const search = new TextSearch(
        () => rows,
        (row) => row,
      );
      for (const change of edits) {
        search.text = change(search.text);
        expect(search.found).toEqual(foundAfresh(search.text));
      }
    }),
    { numRuns: 300 },
  );
});

test('a letter taken back leads to what was found without it, and is not looked for again', () => {
  const search = new TextSearch(
    () => rows,
    (row) => row,
  );
  search.text = 'sal';
  const before = search.found;
  search.text = 'sale';
  expect(search.found).not.toBe(before);
  search.text = 'sal';
  expect(search.found).toBe(before);
});

test('a further letter is looked for only among what was found before', () => {
  const search = new TextSearch(
    () => rows,
    (row) => row,
  );
  search.text = 'returns';
  expect(search.found).toEqual(['sales returns']);
  const looking = vi.spyOn(String.prototype, 'includes');
  search.text = 'returns s';
  expect(search.found).toHaveLength(1);
  expect(new Set(looking.mock.contexts.map(String))).toEqual(new Set(['sales returns']));
  looking.mockRestore();
});

test('of a list that has grown, only what is new is folded', () => {
  let all: readonly { readonly name: string }[] = [{ name: 'Sales' }, { name: 'Orders' }];
  const textOf = vi.fn(({ name }: { readonly name: string }) => name);
  const search = new TextSearch(() => all, textOf);
  search.prepare();
  const returns = { name: 'Sales returns' };
  all = [...all.slice(0, 1), returns, ...all.slice(1)];
  textOf.mockClear();
  search.text = 'sales';
  expect(search.found.map(({ name }) => name)).toEqual(['Sales', 'Sales returns']);
  expect(textOf.mock.calls).toEqual([[returns]]);
});
