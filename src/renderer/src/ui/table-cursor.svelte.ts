import { ROW_HEIGHT, rowAfterKey, rowWindow, scrollTopFor } from './row-window.ts';

/** Where a table is scrolled to, and which of its rows is the active one: the row in the tab order. */
export class TableCursor {
  scrollTop = $state(0);
  /** Of the scrolled area with its header, in CSS pixels; 0 until measured. */
  height = $state(0);
  active = $state(0);
  readonly #count: () => number;
  readonly shown = $derived.by(() => rowWindow({ ...this.#place, count: this.#count() }));
  /** The active row, or the first one drawn while that is scrolled away. */
  readonly tabRow = $derived.by(() => (this.#drawn(this.active, this.shown) ? this.active : this.shown.first));

  constructor(count: () => number) {
    this.#count = count;
  }

  get #place() {
    return { scrollTop: this.scrollTop, height: this.height };
  }

  #drawn(index: number, { first, end }: { readonly first: number; readonly end: number }): boolean {
    return index >= first && index < end;
  }

  toTop(): void {
    this.scrollTop = 0;
    this.active = 0;
  }

  /** Makes a row the active one and scrolls so far that it shows whole. */
  goTo(index: number): void {
    this.active = index;
    this.scrollTop = scrollTopFor(index, this.#place);
  }

  /** The row a key leads to; undefined for keys that do not move. */
  after(key: string): number | undefined {
    return rowAfterKey(key, this.active, { count: this.#count(), page: this.shown.whole });
  }

  /** Whether the active row would no longer be drawn at this scroll position. */
  losesActiveAt(scrollTop: number): boolean {
    return !this.#drawn(this.active, rowWindow({ count: this.#count(), scrollTop, height: this.height }));
  }

  /** Height of all rows, in CSS pixels. */
  get bodyHeight(): number {
    return this.#count() * ROW_HEIGHT;
  }
}
