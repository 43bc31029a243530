/** Rows and their texts as a search compares them, place by place. */
export interface FoldedRows<Row> {
  readonly rows: readonly Row[];
  readonly texts: readonly string[];
}

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Rows that were there before keep their texts: 20,000 that come page by page are not folded anew with each page. */
export function foldedAfter<Row>(
  before: FoldedRows<Row>,
  rows: readonly Row[],
  textOf: (row: Row) => string,
): FoldedRows<Row> {
  const known = new Map(before.rows.map((row, place) => [row, before.texts[place]]));
  // Folded whole: pieces joined afterwards would be flattened by V8 at the first search, all 100,000 of them.
  return { rows, texts: rows.map((row) => known.get(row) ?? fold(textOf(row))) };
}
