import type { Snippet } from 'svelte';

/**
 * A column of a table: plain text (cut off with an ellipsis, whole as a tooltip), or a snippet for anything else. In a DataTable a
 * snippet may be given another row while it stands: it must not keep anything about one.
 */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  /**
   * A column of its own while the table is at least this wide (CSS pixels). In a narrower one it pops in, as SAP calls it: it
   * stands under the row's first cell, with its header before it.
   */
  readonly from?: number;
  /** Popped in into a table narrower than this (CSS pixels), it takes two lines: a sentence that would be cut off. */
  readonly wrapsBelow?: number;
  /** What it says is elsewhere too (on the page a row opens, in a shorter form): in a narrow table it goes instead. */
  readonly elsewhere?: boolean;
  /** Shown while the table is narrower than this (CSS pixels): a shorter form of a column that needs more room. */
  readonly below?: number;
  readonly align?: 'start' | 'end';
  /** Says its header to a screen reader only, for a column of buttons. */
  readonly hiddenHeader?: boolean;
} & ({ readonly text: (row: Row) => string } | { readonly cell: Snippet<[Row]> });

export interface Layout<Row> {
  /** Side by side, the row's head first. */
  readonly columns: readonly Column<Row>[];
  /** One under the other in the row's head. */
  readonly poppedIn: readonly Column<Row>[];
  /** Those of them that take two lines. */
  readonly wrapped: readonly Column<Row>[];
}

/** How a table of this width shows its columns; without an upper limit while it is not measured yet (0). */
export function layoutAt<Row>(columns: readonly Column<Row>[], width: number): Layout<Row> {
  const room = width === 0 ? Infinity : width;
  const wanted = columns.filter(({ below = Infinity }) => room < below || below === Infinity);
  const fits = ({ from = 0 }: Column<Row>) => room >= from;
  const poppedIn = wanted.filter((column) => !fits(column) && column.elsewhere !== true);
  const wrapped = poppedIn.filter(({ wrapsBelow = 0 }) => room < wrapsBelow);
  return { columns: wanted.filter(fits), poppedIn, wrapped };
}
