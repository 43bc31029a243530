import { isDeepStrictEqual } from 'node:util';

/** Something about the stored data, or what it stands for, that a person should know. */
type StoreNotice = StoredDataNotice | UnclaimedSecretNotice;

interface StoredDataNotice {
  readonly kind: 'older-copy-used' | 'record-unreadable' | 'records-vanished' | 'newer-format' | 'index-rebuilt';
  /** The record, or how many of them. */
  readonly what: string;
  /** Path inside the data folder of a file that cannot be read. It may have got a time stamp behind its name since. */
  readonly savedAs: string | null;
}

interface UnclaimedSecretNotice {
  readonly kind: 'secret-unclaimed';
  /** Label of its application. */
  readonly what: string;
  /** Name of its tenant. */
  readonly tenant: string;
  readonly since: string;
  readonly hints: readonly string[];
  readonly savedAs: null;
}

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
