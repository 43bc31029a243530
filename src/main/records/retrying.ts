/** A virus scanner holds a file for a moment, on Windows above all; what lasts longer is told to the person. */
const PATIENCE_MS = 2_000;

const HELD = ['EPERM', 'EBUSY', 'EACCES'];

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Tries again while somebody else holds the file, for two seconds in all; blocks meanwhile. Throws what the last try threw. */
export function retrying<T>(attempt: () => T, codes: readonly string[] = HELD): T {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!codes.includes(codeOf(error)) || performance.now() >= end) throw error;
    }
  }
}
