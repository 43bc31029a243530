import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Log } from './logging/log.ts';
import type { LogEntries } from './logging/log-entries.ts';

/** A page that dies again at once will not get better by loading it again. */
const RELOADS_MAXIMUM = 3;
const RELOADS_WINDOW_MS = 60_000;

const RELOADED = {
  type: 'warning',
  title: 'Trust Desk',
  message: 'The window stopped working and was loaded again.',
  detail: 'What you had typed and not yet saved is lost. Applications and secrets are not affected.',
  buttons: ['OK'],
} as const satisfies MessageBoxOptions;

const GIVEN_UP = {
  type: 'error',
  title: 'Trust Desk',
  message: 'The window keeps stopping.',
  detail: 'Applications and secrets are not affected. Close Trust Desk and start it again.',
  buttons: ['Close Trust Desk'],
} as const satisfies MessageBoxOptions;

const SILENT = {
  type: 'question',
  title: 'Trust Desk',
  message: 'The window does not respond.',
  detail: 'If it is loaded again, what you have typed and not yet saved is lost.',
  buttons: ['Wait', 'Load Again'],
  defaultId: 0,
  cancelId: 0,
} as const satisfies MessageBoxOptions;

interface Recovery {
  readonly log: Log;
  readonly quit: () => void;
  /** Asks a person; answers the number of the button. */
  readonly ask?: (window: BrowserWindow, question: MessageBoxOptions) => Promise<{ readonly response: number }>;
}

/** A page that crashed or hangs is loaded again, and the person is told; main and what it keeps go on as they were. */
export function recoverWindow(
  window: BrowserWindow,
  { log, quit, ask = (of, question) => dialog.showMessageBox(of, question) }: Recovery,
): void {
  const contents = window.webContents;
  let reloads: number[] = [];

  contents.on('render-process-gone', (_event, { reason }) => {
    log.note('window-gone', { reason: reason as LogEntries['window-gone']['reason'] });
    // Our own end of it, or of the app.
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    reloads = [...reloads, performance.now()].filter((at) => at > performance.now() - RELOADS_WINDOW_MS);
    if (reloads.length > RELOADS_MAXIMUM) return void ask(window, GIVEN_UP).then(quit);
    contents.reload();
    void ask(window, RELOADED);
  });
  window.on('unresponsive', () => {
    log.note('window-unresponsive', {});
    void ask(window, SILENT).then(({ response }) => {
      if (response === 1 && !window.isDestroyed()) contents.reload();
    });
  });
}
