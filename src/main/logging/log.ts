import type { LogEntries, LogPlace } from './log-entries.ts';
import type { LogFile } from './log-file.ts';
import { faultLine, logLine } from './log-line.ts';

/** The only way to write something down. There is no way to write down a text. */
export interface Log {
  note<E extends keyof LogEntries>(entry: E, members: LogEntries[E]): void;
  /** Notes what kind of fault came up where; answers the reference it is noted under. */
  fault(where: LogPlace, fault: unknown): string;
}

interface LogParts {
  readonly file: LogFile;
  readonly now: () => Date;
  /** Twelve hexadecimal digits from the system's random source. */
  readonly reference: () => string;
}

export function createLog({ file, now, reference: newReference }: LogParts): Log {
  return {
    note: (entry, members) => file.append(logLine(now(), entry, members)),
    fault: (where, fault) => {
      const reference = newReference();
      file.append(faultLine(now(), { where, reference }, fault));
      return reference;
    },
  };
}
