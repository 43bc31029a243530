import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HEADER_HEIGHT, POPPED_IN_HEIGHT, ROW_HEIGHT, rowAfterKey, rowWindow, scrollTopFor } from './row-window.ts';

const place = {
  count: fc.integer({ min: 1, max: 100_000 }),
  scrollTop: fc.double({ min: 0, max: 4_000_000, noNaN: true }),
  height: fc.integer({ min: HEADER_HEIGHT + ROW_HEIGHT + 5 * POPPED_IN_HEIGHT, max: 3_000 }),
  rowHeight: fc.integer({ min: 0, max: 5 }).map((poppedIn) => ROW_HEIGHT + poppedIn * POPPED_IN_HEIGHT),
};

test('the rows drawn fill the window whole, wherever it is scrolled to', () => {
  fc.assert(
    fc.property(fc.record(place), ({ count, scrollTop, height, rowHeight }) => {
      const { first, end, offset } = rowWindow({ count, scrollTop, height, rowHeight });
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset).toBeLessThan(rowHeight);
      const drawn = (end - first) * rowHeight - offset;
      const needed = Math.min(height - HEADER_HEIGHT, count * rowHeight);
      expect(drawn).toBeGreaterThanOrEqual(needed - 0.001);
    }),
  );
});

test('no more rows are drawn than can be seen', () => {
  fc.assert(
    fc.property(fc.record(place), ({ count, scrollTop, height, rowHeight }) => {
      const { first, end, most } = rowWindow({ count, scrollTop, height, rowHeight });
      expect(end - first).toBeLessThanOrEqual(most);
      expect(most).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 1);
    }),
  );
});

test('how many are drawn does not change while one scrolls, up to the last row', () => {
  fc.assert(
    fc.property(fc.record(place), fc.double({ min: 0, max: 4_000_000, noNaN: true }), (at, scrollTop) => {
      const [one, other] = [rowWindow(at), rowWindow({ ...at, scrollTop })];
      expect(one.most).toBe(other.most);
      expect([one.most, at.count - one.first]).toContain(one.end - one.first);
    }),
  );
});

test('a row gone to is drawn, and whole', () => {
  fc.assert(
    fc.property(fc.record(place), fc.nat(), ({ count, scrollTop, height, rowHeight }, anywhere) => {
      const index = anywhere % count;
      const top = scrollTopFor(index, { scrollTop: Math.min(scrollTop, count * rowHeight), height, rowHeight });
      const { first, end, offset } = rowWindow({ count, scrollTop: top, height, rowHeight });
      expect(index).toBeGreaterThanOrEqual(first);
      expect(index).toBeLessThan(end);
      const position = (index - first) * rowHeight - offset;
      expect(position).toBeGreaterThanOrEqual(-0.001);
      expect(position + rowHeight).toBeLessThanOrEqual(height - HEADER_HEIGHT + 0.001);
    }),
  );
});

test('keys move within the rows and never beyond', () => {
  const after = (key: string, from: number) => rowAfterKey(key, from, { count: 100, page: 10 });
  expect(after('ArrowDown', 0)).toBe(1);
  expect(after('ArrowDown', 99)).toBe(99);
  expect(after('ArrowUp', 0)).toBe(0);
  expect(after('PageDown', 95)).toBe(99);
  expect(after('PageUp', 15)).toBe(5);
  expect(after('Home', 50)).toBe(0);
  expect(after('End', 50)).toBe(99);
  expect(after('x', 50)).toBeUndefined();
});
