import { done, ok } from '../../src/core/domain/result.ts';
import type { Intent, IntentJournal } from '../../src/core/use-cases/ports.ts';

/** Twin of the journal. */
export function createInMemoryJournal(): IntentJournal {
  const intents = new Map<string, Intent>();
  return {
    add: (intent) => {
      intents.set(intent.id, intent);
      return Promise.resolve(done);
    },
    settle: (id) => {
      intents.delete(id);
      return Promise.resolve(done);
    },
    pending: () => Promise.resolve(ok([...intents.values()].sort((a, b) => (a.at < b.at ? -1 : 1)))),
  };
}
