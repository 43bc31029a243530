import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LogFile {
  append(line: string): void;
}

/**
 * `main.log` in `folder`, for nobody else to read; when it would pass `maximumBytes` it becomes `main.1.log` and the one
 * before that goes. Written at once, so that the last lines before a crash are there. A disk that refuses is no reason to
 * stop the app: the line is lost.
 */
export function openLogFile(folder: string, maximumBytes: number): LogFile {
  const path = join(folder, 'main.log');
  let size: number | undefined;

  function prepare(): number {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = statSync(path, { throwIfNoEntry: false });
    // One that somebody opened to others is closed again.
    if (found) chmodSync(path, 0o600);
    return found?.size ?? 0;
  }

  return {
    append: (line) => {
      try {
        size ??= prepare();
        if (size > 0 && size + line.length > maximumBytes) {
          renameSync(path, join(folder, 'main.1.log'));
          size = 0;
        }
        appendFileSync(path, line, { mode: 0o600 });
        size += line.length;
      } catch {
        size = undefined;
      }
    },
  };
}
