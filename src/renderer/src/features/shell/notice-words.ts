import type { StoreNoticeView } from '../../../../shared/ipc/views.ts';

const WORDS: Record<StoreNoticeView['kind'], (what: string) => string> = {
  'older-copy-used': (what) =>
    `The newest stored copy of “${what}” is damaged. The copy before it is used; the last change may be missing.`,
  'record-unreadable': (what) => `“${what}” cannot be read: all of its stored copies are damaged. It is left out.`,
  'records-vanished': (what) => `Stored data has vanished since the last start: ${what}.`,
  'newer-format': (what) =>
    `“${what}” was written by a newer version of Trust Desk. It is left as it is and not shown here.`,
  'index-rebuilt': () => 'The list of applications was rebuilt from the stored records. Nothing is missing.',
};

/** What a person should know about the stored data, in one or two sentences. */
export function noticeWords({ kind, what, savedAs }: StoreNoticeView): string {
  const saved = savedAs === null ? '' : ` What was found is kept in the data folder as ${savedAs}.`;
  return `${WORDS[kind](what)}${saved}`;
}
