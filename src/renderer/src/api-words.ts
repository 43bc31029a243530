import type { ApiTarget } from '../../core/domain/dependency.ts';
import { quoted } from './failure-text/words.ts';

/** What a dependency leads to, in a table or a list. */
export const apiLabel = (target: ApiTarget): string => target ?? 'All APIs (users only)';

/** The same in a line with other facts. */
export const apiInLine = (target: ApiTarget): string => (target === null ? 'all APIs (users only)' : `API ${target}`);

/** The same within a sentence. */
export const apiInSentence = (target: ApiTarget): string =>
  target === null ? 'all APIs (for users only)' : `the API ${quoted(target)}`;
