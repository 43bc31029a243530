/** Something about the stored data a person should know. */
interface StoreNotice {
  readonly kind: 'older-copy-used' | 'record-unreadable' | 'records-vanished' | 'newer-format' | 'index-rebuilt';
  /** The record, or how many of them. */
  readonly what: string;
}

export interface NoticeBoard {
  /** The same notice twice is one. */
  post(notice: StoreNotice): void;
  all(): readonly StoreNotice[];
}

export function createNoticeBoard(): NoticeBoard {
  const notices = new Map<string, StoreNotice>();
  return {
    post: (notice) => void notices.set(`${notice.kind} ${notice.what}`, notice),
    all: () => [...notices.values()],
  };
}
