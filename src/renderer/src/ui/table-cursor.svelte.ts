import { ROW_HEIGHT, rowAfterKey, rowWindow, scrollTopFor } from './row-window.ts';

/** Where a table is scrolled to, and which of its rows is the active one: the row in the tab order. */
export class TableCursor {
  scrollTop = $state(0);
  /** Of the scrolled area with its header, in CSS pixels; 0 until measured. */
  height = $state(0);
  active = $state(0);
  readonly #count: () => number;
  readonly #rowHeight: () => number;
  readonly shown = $derived.by(() => this.#shownAt(this.scrollTop));
  /** The active row, or the first one drawn while that is scrolled away. */
  readonly tabRow = $derived.by(() => (isDrawn(this.active, this.shown) ? this.active : this.shown.first));

  /** `rowHeight` in CSS pixels. */
  constructor(count: () => number, rowHeight = () => ROW_HEIGHT) {
    this.#count = count;
    this.#rowHeight = rowHeight;
  }

  #shownAt(scrollTop: number) {
    return rowWindow({ count: this.#count(), scrollTop, height: this.height, rowHeight: this.#rowHeight() });
  }

  toTop(): void {
    this.scrollTop = 0;
    this.active = 0;
  }

  /** Makes a row the active one and scrolls so far that it shows whole. */
  goTo(index: number): void {
    this.active = index;
    const { scrollTop, height } = this;
    this.scrollTop = scrollTopFor(index, { scrollTop, height, rowHeight: this.#rowHeight() });
  }

  /** The row a key leads to; undefined for keys that do not move. */
  after(key: string): number | undefined {
    return rowAfterKey(key, this.active, { count: this.#count(), page: this.shown.whole });
  }

  /** Whether a row would no longer be drawn at this scroll position. */
  losesAt(scrollTop: number, index: number): boolean {
    return !isDrawn(index, this.#shownAt(scrollTop));
  }

  losesActiveAt(scrollTop: number): boolean {
    return this.losesAt(scrollTop, this.active);
  }

  /** Height of all rows, in CSS pixels. */
  get bodyHeight(): number {
    return this.#count() * this.#rowHeight();
  }
}

const isDrawn = (index: number, { first, end }: { readonly first: number; readonly end: number }): boolean =>
  index >= first && index < end;
