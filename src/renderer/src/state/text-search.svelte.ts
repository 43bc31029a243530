import { fold, foldedAfter, type FoldedRows } from './folded-rows.ts';

/** What one query found: places in the list, in its order, and the rows there. */
interface Finding<Row> {
  readonly query: string;
  readonly places: Uint32Array;
  readonly rows: readonly Row[];
}

/** Search as one types: every word must occur in the row's text, case does not count. */
export class TextSearch<Row> {
  text = $state('');
  readonly #rows: () => readonly Row[];
  readonly #textOf: (row: Row) => string;
  /** The rows folded last, and their texts: once for each row and not for each key, or each page of a list that still fills. */
  #folded: FoldedRows<Row> = { rows: [], texts: [] };
  /**
   * Of the queries that led to this one, each the beginning of the next: a further letter is looked for only among what was
   * found before it, and a letter taken back leads to what was found without it.
   */
  #findings: Finding<Row>[] = [];
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
    const query = fold(this.text);
    const words = query.split(/\s+/).filter(Boolean);
    const rows = this.#rows();
    if (words.length === 0) return rows;
    const texts = this.#textsOf(rows);
    // What begins with an earlier query has each of its words, or longer ones: it can find nothing that the other did not.
    this.#findings = this.#findings.filter((earlier) => query.startsWith(earlier.query));
    const before = this.#findings.at(-1);
    if (before?.query === query) return before.rows;
    const places = placesOf({ words, texts, among: before?.places });
    const finding = { query, places, rows: rowsAt(rows, places) };
    this.#findings.push(finding);
    return finding.rows;
  }

  #textsOf(rows: readonly Row[]): readonly string[] {
    if (this.#folded.rows !== rows) {
      this.#folded = foldedAfter(this.#folded, rows, this.#textOf);
      this.#findings = [];
    }
    return this.#folded.texts;
  }
}

interface Wanted {
  readonly words: readonly string[];
  readonly texts: readonly string[];
  /** Where to look; everywhere when undefined. */
  readonly among: Uint32Array | undefined;
}

/** Plain loops over numbers: at 100,000 rows, closures and growing arrays cost more of a frame than the looking itself. */
function placesOf({ words, texts, among }: Wanted): Uint32Array {
  const places = new Uint32Array(among?.length ?? texts.length);
  let count = 0;
  for (let index = 0; index < places.length; index += 1) {
    const place = among ? (among[index] ?? 0) : index;
    if (hasAll(texts[place] ?? '', words)) {
      places[count] = place;
      count += 1;
    }
  }
  return places.slice(0, count);
}

function hasAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

function rowsAt<Row>(rows: readonly Row[], places: Uint32Array): readonly Row[] {
  const found = new Array<Row>(places.length);
  places.forEach((place, index) => {
    found[index] = rows[place] as Row;
  });
  return found;
}
