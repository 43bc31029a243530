import type { App } from 'electron';
import type { Log } from './logging/log.ts';
import type { LogEntries } from './logging/log-entries.ts';

export type QuitStep = readonly [name: LogEntries['quit-step-late']['step'], run: () => unknown];

interface Quitting {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  /** In order; each gets `limitMs` and the next comes in any case. */
  readonly steps: readonly QuitStep[];
  readonly log: Log;
  readonly limitMs: number;
}

/**
 * Every way to end the app - the window's close button, the menu, a signal, the end of the session - goes through the same
 * steps once. They begin when the windows are gone, so that nobody waits for them.
 */
export function quitInOrder({ app, steps, log, limitMs }: Quitting): void {
  let quitting = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    log.note('app-quitting', {});
    void runAll(steps, log, limitMs).then(() => app.exit(0));
  });
}

/** Ctrl-C in the terminal, and the system's polite request. Electron does as much on Linux and macOS by itself. */
export function quitOnSignal(process: Pick<NodeJS.Process, 'on'>, app: Pick<App, 'quit'>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

async function runAll(steps: readonly QuitStep[], log: Log, limitMs: number): Promise<void> {
  for (const [name, run] of steps) {
    try {
      if ((await Promise.race([finished(run), late(limitMs)])) === 'late') {
        log.note('quit-step-late', { step: name });
      }
    } catch (fault) {
      log.fault('quit', fault);
    }
  }
}

async function finished(run: () => unknown): Promise<'finished'> {
  await run();
  return 'finished';
}

const late = (ms: number) => new Promise<'late'>((settle) => setTimeout(() => settle('late'), ms));
