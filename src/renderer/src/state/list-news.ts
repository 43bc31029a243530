import { fromJson } from '../../../shared/ipc/json-text.ts';
import type { ApplicationRow, ListedView } from '../../../shared/ipc/views.ts';

interface Differences {
  readonly found: readonly ApplicationRow[];
  readonly removed: readonly string[];
}

/** What all of them come to, in their order: the last word about each application counts. */
export function joinedNews(news: readonly ListedView[]): Differences {
  const found = new Map<string, ApplicationRow>();
  const removed = new Set<string>();
  for (const each of news) {
    for (const row of fromJson(each.rows)) {
      found.set(row.id, row);
      removed.delete(row.id);
    }
    for (const id of each.removed) {
      found.delete(id);
      removed.add(id);
    }
  }
  return { found: [...found.values()], removed: [...removed] };
}
