import type { ApplicationRow } from '../../../shared/ipc/views.ts';

/** Search as one types over display name, name, application ID and client ID: every word must occur, case does not count. */
export class ApplicationSearch {
  text = $state('');
  readonly #rows: () => readonly ApplicationRow[];
  /** The rows folded last, and their texts: once for each list and not for each key. */
  #folded: { readonly rows: readonly ApplicationRow[]; readonly texts: readonly string[] } = { rows: [], texts: [] };
  readonly found = $derived.by(() => this.#find());

  constructor(rows: () => readonly ApplicationRow[]) {
    this.#rows = rows;
  }

  /** Does the folding ahead of the first key; to be called when there is time. */
  prepare(): void {
    this.#textsOf(this.#rows());
  }

  #find(): readonly ApplicationRow[] {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const rows = this.#rows();
    if (words.length === 0) return rows;
    const texts = this.#textsOf(rows);
    return rows.filter((_, index) => words.every((word) => texts[index]?.includes(word)));
  }

  #textsOf(rows: readonly ApplicationRow[]): readonly string[] {
    if (this.#folded.rows !== rows) this.#folded = { rows, texts: rows.map(foldedText) };
    return this.#folded.texts;
  }
}

// One string folded whole: pieces joined afterwards would be flattened by V8 at the first search, all 100,000 of them.
const foldedText = ({ label, name, id, clientId }: ApplicationRow): string =>
  fold(name === label ? `${label}\n${id}\n${clientId}` : `${label}\n${name}\n${id}\n${clientId}`);

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
