import type { StoreNotice, UnclaimedSecretNotice } from '../../../../core/domain/store-notice.ts';
import { counted, listedInShort, quoted } from '../../failure-text/words.ts';
import { formatTime } from '../../ui/format-time.ts';

const WORDS: Record<Exclude<StoreNotice['kind'], 'secret-unclaimed'>, (what: string) => string> = {
  'older-copy-used': (what) =>
    `The newest stored copy of “${what}” is damaged. The copy before it is used; the last change may be missing.`,
  'record-unreadable': (what) => `“${what}” cannot be read: all of its stored copies are damaged. It is left out.`,
  'records-vanished': (what) => `Stored data has vanished since the last start: ${what}.`,
  'newer-format': (what) =>
    `“${what}” was written by a newer version of Trust Desk. It is left as it is and not shown here.`,
  'index-rebuilt': () => 'The list of applications was rebuilt from the stored records. Nothing is missing.',
};

const unclaimedWords = ({ what, tenant, since, hints }: UnclaimedSecretNotice): string =>
  `No answer came when a secret of “${what}” in the tenant “${tenant}” was asked for on ${formatTime(since)}. The application has ` +
  `${counted(hints.length, 'secret')} made since then that may be it: ${listedInShort(hints.map((hint) => quoted(`${hint}…`)))}. ` +
  'Nobody may have its value. Nothing was deleted, for somebody else may have made it: look there, and delete what nobody uses.';

/** What a person should know about the stored data, in a few sentences. */
export function noticeWords(notice: StoreNotice): string {
  if (notice.kind === 'secret-unclaimed') return unclaimedWords(notice);
  const { kind, what, savedAs } = notice;
  const saved = savedAs === null ? '' : ` What was found is kept in the data folder as ${savedAs}.`;
  return `${WORDS[kind](what)}${saved}`;
}
