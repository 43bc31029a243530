import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRow } from '../../../../tests/support/views.ts';
import { byLabel, mergedRows } from './sorted-rows.ts';

const rows = fc
  .uniqueArray(fc.tuple(fc.nat(60), fc.string({ maxLength: 3 })), { selector: ([number]) => number, maxLength: 40 })
  .map((all) => all.map(([number, label]) => ({ ...aRow(number), label })));

test('rows that come, change and go leave all of them in order, each once', () => {
  fc.assert(
    fc.property(rows, rows, fc.array(fc.nat(60)), (before, found, gone) => {
      const removed = gone.map((number) => aRow(number).id).filter((id) => !found.some((row) => row.id === id));
      const known = new Map([...before, ...found].map((row) => [row.id, row]));
      removed.forEach((id) => known.delete(id));
      const merged = mergedRows(before.toSorted(byLabel), found, removed);
      expect(new Set(merged)).toEqual(new Set(known.values()));
      expect(merged).toHaveLength(known.size);
      expect(merged.map(({ label }) => label)).toEqual(merged.toSorted(byLabel).map(({ label }) => label));
    }),
  );
});
