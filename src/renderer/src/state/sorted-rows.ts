import { compareLabels } from '../../../core/domain/application.ts';
import type { ApplicationRow } from '../../../shared/ipc/views.ts';

export const byLabel = (one: ApplicationRow, other: ApplicationRow): number => compareLabels(one.label, other.label);

/** Behind all rows whose label is not greater. */
function placeFor(rows: readonly ApplicationRow[], row: ApplicationRow): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = rows[middle];
    if (there && byLabel(there, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rows with some of them new, changed or gone, still in the order of their labels. A hundred among twenty thousand are put in their
 * places; sorting all of them again would take longer than a frame.
 */
export function mergedRows(
  rows: readonly ApplicationRow[],
  found: readonly ApplicationRow[],
  removed: readonly string[],
): readonly ApplicationRow[] {
  const byId = new Map(found.map((row) => [row.id, row]));
  const leaving = new Set<string>([...removed, ...byId.keys()]);
  const kept = leaving.size === 0 ? rows : rows.filter(({ id }) => !leaving.has(id));
  const coming = [...byId.values()].toSorted(byLabel);
  const merged: ApplicationRow[] = [];
  let from = 0;
  for (const row of coming) {
    const place = placeFor(kept, row);
    for (; from < place; from += 1) merged.push(kept[from] as ApplicationRow);
    merged.push(row);
  }
  for (; from < kept.length; from += 1) merged.push(kept[from] as ApplicationRow);
  return merged;
}
