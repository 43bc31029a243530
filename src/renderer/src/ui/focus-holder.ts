const CONTROLS = 'ui5-button, ui5-link';

/** What has the focus in a table: a row, or one of its controls. */
interface Holder {
  /** Index of the row. */
  readonly at: number;
  /** Which of the row's controls; -1 for the row itself. */
  readonly control: number;
}

export function holderIn(body: HTMLElement): Holder | undefined {
  const focused = document.activeElement;
  const row = focused && body.contains(focused) ? focused.closest('tr') : null;
  if (!row || !focused) return undefined;
  return {
    at: Number(row.getAttribute('aria-rowindex')) - 2,
    control: [...row.querySelectorAll(CONTROLS)].indexOf(focused),
  };
}

/** To the same place in the element that shows the row now. */
export function giveBack(row: HTMLElement | null, { control }: Holder): void {
  const holder = control < 0 ? row : row?.querySelectorAll<HTMLElement>(CONTROLS)[control];
  holder?.focus({ preventScroll: true });
}

/** Undefined for one that has gone or is another object now. */
export function placeIn<Row>(rows: readonly Row[], row: Row | undefined): number | undefined {
  const place = row === undefined ? -1 : rows.indexOf(row);
  return place < 0 ? undefined : place;
}
