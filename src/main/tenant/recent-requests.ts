import type { RequestOutcome } from '../../core/domain/token-request.ts';
import type { AnsweredRequest } from '../tenant-server/messages.ts';

type NumberedEntry = AnsweredRequest & { readonly id: number };

const KEPT = 1_000;
/** The same again within this time is one entry: a client in a loop must not push everything else out. */
const BURST_MS = 60_000;
/** How far back the same is looked for: as many clients may be in a loop at a time. */
const LOOKED_BACK = 16;

export interface RecentRequests {
  add(entries: readonly AnsweredRequest[]): void;
  /** Newest first. */
  list(outcome: RequestOutcome | 'all'): readonly NumberedEntry[];
  newestId(): number;
}

export function createRecentRequests(): RecentRequests {
  // Oldest first, since adding at an end is cheap; cut back once it is twice as long as needed.
  let kept: NumberedEntry[] = [];
  let lastId = 0;

  const add = (entry: AnsweredRequest) => {
    lastId += 1;
    const from = Math.max(0, kept.length - LOOKED_BACK);
    const found = kept.findLastIndex((each, index) => index >= from && isBurst(each, entry));
    const [same] = found < 0 ? [] : kept.splice(found, 1);
    kept.push({ ...entry, id: lastId, count: entry.count + (same?.count ?? 0) });
    if (kept.length >= 2 * KEPT) kept = kept.slice(-KEPT);
  };

  return {
    add: (entries) => entries.forEach(add),
    list: (outcome) =>
      kept
        .slice(-KEPT)
        .reverse()
        .filter((entry) => outcome === 'all' || entry.outcome === outcome),
    newestId: () => lastId,
  };
}

const isBurst = (last: AnsweredRequest, next: AnsweredRequest): boolean =>
  last.clientId === next.clientId &&
  last.dependency === next.dependency &&
  last.grant === next.grant &&
  last.outcome === next.outcome &&
  last.reason === next.reason &&
  Date.parse(next.time) - Date.parse(last.time) <= BURST_MS;
