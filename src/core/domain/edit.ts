import { done, fail, type Result } from './result.ts';

/** What a person wants of what was shown to them; what is the same in both was not touched. */
export interface Edit<T> {
  readonly before: T;
  readonly wanted: T;
}

type Members = Readonly<Record<string, string | number>>;

/** Those that the person wants otherwise. */
export const editedIn = <T extends Members>({ before, wanted }: Edit<T>): readonly (keyof T & string)[] =>
  Object.keys(wanted).filter((member) => wanted[member] !== before[member]);

/** What others have set otherwise since it was shown is not overwritten unseen. Failure: list-changed-meanwhile. */
export function checkStillAsShown<T extends Members>(edit: Edit<T>, current: T): Result<void> {
  const { before, wanted } = edit;
  const changed = editedIn(edit).filter((name) => current[name] !== before[name] && current[name] !== wanted[name]);
  if (changed.length === 0) return done;
  const difference = { added: [], removed: [], changed };
  return fail({ code: 'list-changed-meanwhile', list: 'settings', written: false, difference });
}
