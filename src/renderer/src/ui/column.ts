import type { Snippet } from 'svelte';

/** A column of a DataTable: plain text (cut off with an ellipsis, whole as a tooltip), or a snippet for anything else. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  /** Shown while the table is at least this wide (CSS pixels): what matters least goes first in a narrow window. */
  readonly from?: number;
  /** Shown while the table is narrower than this (CSS pixels): what stands in for columns that have gone. */
  readonly below?: number;
  readonly align?: 'start' | 'end';
  /** Says its header to a screen reader only, for a column of buttons. */
  readonly hiddenHeader?: boolean;
} & ({ readonly text: (row: Row) => string } | { readonly cell: Snippet<[Row]> });

/** The columns a table of this width shows; all that have no upper limit while it is not measured yet (0). */
export const columnsAt = <Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] =>
  columns.filter(({ from = 0, below = Infinity }) =>
    width === 0 ? below === Infinity : from <= width && width < below,
  );
