/** Search as one types: every word must occur in the row's text, case does not count. */
export class TextSearch<Row> {
  text = $state('');
  readonly #rows: () => readonly Row[];
  readonly #textOf: (row: Row) => string;
  /** The rows folded last, and their texts: once for each list and not for each key. */
  #folded: { readonly rows: readonly Row[]; readonly texts: readonly string[] } = { rows: [], texts: [] };
  readonly found = $derived.by(() => this.#find());

  /** `textOf` joins what is searched, its parts on lines of their own so that no word spans two of them. */
  constructor(rows: () => readonly Row[], textOf: (row: Row) => string) {
    this.#rows = rows;
    this.#textOf = textOf;
  }

  /** Does the folding ahead of the first key; to be called when there is time. */
  prepare(): void {
    this.#textsOf(this.#rows());
  }

  #find(): readonly Row[] {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const rows = this.#rows();
    if (words.length === 0) return rows;
    const texts = this.#textsOf(rows);
    return rows.filter((_, index) => words.every((word) => texts[index]?.includes(word)));
  }

  #textsOf(rows: readonly Row[]): readonly string[] {
    // Folded whole: pieces joined afterwards would be flattened by V8 at the first search, all 100,000 of them.
    if (this.#folded.rows !== rows) this.#folded = { rows, texts: rows.map((row) => fold(this.#textOf(row))) };
    return this.#folded.texts;
  }
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
