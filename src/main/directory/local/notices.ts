import { isDeepStrictEqual } from 'node:util';
import type { StoreNotice } from '../../../core/domain/store-notice.ts';

export interface NoticeBoard {
  /** A notice of the same kind about the same thing takes the place of the one before. */
  post(notice: StoreNotice): void;
  all(): readonly StoreNotice[];
}

const keyOf = (notice: StoreNotice): string =>
  notice.kind === 'secret-unclaimed'
    ? JSON.stringify([notice.kind, notice.tenant, notice.what, notice.since])
    : `${notice.kind} ${notice.savedAs ?? notice.what}`;

/** `changed`: there is another notice than before. */
export function createNoticeBoard(changed: () => void = () => undefined): NoticeBoard {
  const notices = new Map<string, StoreNotice>();
  return {
    post: (notice) => {
      const key = keyOf(notice);
      const isNew = !isDeepStrictEqual(notices.get(key), notice);
      notices.set(key, notice);
      if (isNew) changed();
    },
    all: () => [...notices.values()],
  };
}
