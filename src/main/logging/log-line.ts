import { LOG_ENTRIES, OTHER, type LogEntries } from './log-entries.ts';

type Members = Readonly<Record<string, unknown>>;
type Checks = Readonly<Record<string, (value: unknown) => boolean>>;

/**
 * One line of the log: JSON, with the members its entry names and no others. A member that is not what the entry allows is
 * noted as `other`.
 */
export function logLine<E extends keyof LogEntries>(at: Date, entry: E, members: LogEntries[E]): string {
  return line(at, entry, members);
}

/** Of a fault only the words of its kind are noted, never its message, cause, stack or any other member. */
export function faultLine(
  at: Date,
  place: { readonly where: string; readonly reference: string },
  fault: unknown,
): string {
  return line(at, 'fault', { ...place, errorName: memberOf(fault, 'name'), errorCode: memberOf(fault, 'code') });
}

function line(at: Date, entry: keyof LogEntries, members: Members): string {
  const checks: Checks = LOG_ENTRIES[entry];
  const written = Object.entries(checks).map(([name, check]) => [name, check(members[name]) ? members[name] : OTHER]);
  return `${JSON.stringify({ at: at.toISOString(), entry, ...Object.fromEntries(written) })}\n`;
}

/** What was thrown may be anything, and reading it may run its code. */
function memberOf(thrown: unknown, name: 'name' | 'code'): unknown {
  try {
    const value = (thrown as Members | null | undefined)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
