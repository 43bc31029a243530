/** Every row is this high (CSS pixels), so that the position of any of 100,000 rows is a multiplication. */
export const ROW_HEIGHT = 32;
export const HEADER_HEIGHT = 32;

/** Drawn when the height is not known yet. */
const ROWS_UNMEASURED = 25;

export interface RowWindow {
  /** Index of the first row drawn, and the one after the last. */
  readonly first: number;
  readonly end: number;
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
}

/** Which rows are drawn. A scroll position behind the end, as it is for a moment after a filter, is brought back. */
export function rowWindow({ count, scrollTop, height }: Scrolled): RowWindow {
  const body = height > HEADER_HEIGHT ? height - HEADER_HEIGHT : ROWS_UNMEASURED * ROW_HEIGHT;
  const top = Math.max(0, Math.min(scrollTop, count * ROW_HEIGHT - body));
  const first = Math.floor(top / ROW_HEIGHT);
  return {
    first,
    end: Math.min(count, Math.ceil((top + body) / ROW_HEIGHT)),
    offset: top - first * ROW_HEIGHT,
    whole: Math.max(1, Math.floor(body / ROW_HEIGHT)),
  };
}

/** The scroll position nearest to `scrollTop` that shows the row whole. */
export function scrollTopFor(index: number, { scrollTop, height }: Omit<Scrolled, 'count'>): number {
  const top = index * ROW_HEIGHT;
  const body = Math.max(ROW_HEIGHT, height - HEADER_HEIGHT);
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + ROW_HEIGHT - body);
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
