/** Something about the stored data a person should know. */
interface StoreNotice {
  readonly kind: 'older-copy-used' | 'record-unreadable' | 'records-vanished' | 'newer-format' | 'index-rebuilt';
  /** The record, or how many of them. */
  readonly what: string;
  /** Path inside the data folder of a file that cannot be read. It may have got a time stamp behind its name since. */
  readonly savedAs: string | null;
}

export interface NoticeBoard {
  /** A notice of the same kind about the same thing takes the place of the one before. */
  post(notice: StoreNotice): void;
  all(): readonly StoreNotice[];
}

export function createNoticeBoard(): NoticeBoard {
  const notices = new Map<string, StoreNotice>();
  return {
    post: (notice) => void notices.set(`${notice.kind} ${notice.savedAs ?? notice.what}`, notice),
    all: () => [...notices.values()],
  };
}
