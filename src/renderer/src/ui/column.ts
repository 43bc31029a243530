import type { Snippet } from 'svelte';

/** A column of a DataTable: plain text (cut off with an ellipsis, whole as a tooltip), or a snippet for anything else. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  /** Shown while the table is at least this wide (CSS pixels): what matters least goes first in a narrow window. */
  readonly from?: number;
  readonly align?: 'start' | 'end';
  /** Says its header to a screen reader only, for a column of buttons. */
  readonly hiddenHeader?: boolean;
} & ({ readonly text: (row: Row) => string } | { readonly cell: Snippet<[Row]> });
