/** Every row of a table is equally high (CSS pixels), so that the position of any of 100,000 rows is a multiplication. */
export const ROW_HEIGHT = 32;
export const HEADER_HEIGHT = 32;
/** What each column that has popped in adds to a row; a compact button fits in. */
export const POPPED_IN_HEIGHT = 28;

/** Drawn when the height is not known yet. */
const ROWS_UNMEASURED = 25;

export interface RowWindow {
  /** Index of the first row drawn, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** As many as are ever drawn at this height; a number that stays while one scrolls. */
  readonly most: number;
  /** How far the first row is pushed out at the top (CSS pixels). */
  readonly offset: number;
  /** Rows that fit whole. */
  readonly whole: number;
}

interface Scrolled {
  readonly count: number;
  readonly scrollTop: number;
  /** Height of the scrolled area with its header; 0 while unmeasured. */
  readonly height: number;
  readonly rowHeight: number;
}

/** Which rows are drawn. A scroll position behind the end, as it is for a moment after a filter, is brought back. */
export function rowWindow({ count, scrollTop, height, rowHeight }: Scrolled): RowWindow {
  const body = height > HEADER_HEIGHT ? height - HEADER_HEIGHT : ROWS_UNMEASURED * rowHeight;
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - body));
  const first = Math.floor(top / rowHeight);
  // One more than the height holds: with a row cut at the top there is another at the bottom.
  const most = Math.ceil(body / rowHeight) + 1;
  return {
    first,
    end: Math.min(count, first + most),
    most,
    offset: top - first * rowHeight,
    whole: Math.max(1, Math.floor(body / rowHeight)),
  };
}

/** The scroll position nearest to `scrollTop` that shows the row whole. */
export function scrollTopFor(index: number, { scrollTop, height, rowHeight }: Omit<Scrolled, 'count'>): number {
  const top = index * rowHeight;
  const body = Math.max(rowHeight, height - HEADER_HEIGHT);
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - body);
}

/** Where a key leads from a row; undefined for keys that do not move. */
export function rowAfterKey(key: string, from: number, { count, page }: { count: number; page: number }) {
  const last = count - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  };
  const target = moves[key];
  return target === undefined ? undefined : Math.max(0, Math.min(last, target));
}
