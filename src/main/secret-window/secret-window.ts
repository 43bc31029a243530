import { app, BrowserWindow, session, type Session } from 'electron';
import { done, fail, type Result } from '../../core/domain/result.ts';
import type { AppliedTheme } from '../../shared/ipc/views.ts';
import type { ShownSecret } from '../ipc/counter.ts';
import type { Log } from '../logging/log.ts';
import { APP_SCHEME } from '../security/app-scheme.ts';
import { endOfProcess } from './end-of-process.ts';
import { effectOf } from './secret-keys.ts';
import { secretPage, SHOWN_SECONDS } from './secret-page.ts';
import { createSecretPages } from './secret-pages.ts';
import { secretWindowOptions } from './secret-window-options.ts';

/** Without `persist:`: in memory only. A session of its own is a renderer process of its own. */
const PARTITION = 'secret-window';
const FLICKER_MS = 150;

export interface SecretWindowParts {
  readonly parent: () => BrowserWindow | undefined;
  readonly theme: () => AppliedTheme;
  readonly log: Log;
}

/** Shows one secret at a time, in a window of its own whose process ends with it. */
export class SecretWindow {
  readonly #parts: SecretWindowParts;
  readonly #pages = createSecretPages();
  #session: Session | undefined;
  #current: BrowserWindow | undefined;

  constructor(parts: SecretWindowParts) {
    this.#parts = parts;
  }

  /** Answers when the window is on screen, or closed again. One that is there already closes first. Failure: unexpected. */
  async show(secret: ShownSecret): Promise<Result<void>> {
    this.close();
    const theme = this.#parts.theme();
    const { webPreferences, ...options } = secretWindowOptions({ parent: this.#parts.parent(), theme });
    const preferences = { ...webPreferences, session: this.#ownSession() };
    const window = (this.#current = new BrowserWindow({ ...options, webPreferences: preferences }));
    const closeThis = () => {
      if (this.#current === window) this.close();
    };
    closeWhenLeft(window, closeThis);
    try {
      await window.loadURL(this.#pages.publish(secretPage({ ...secret, theme })));
    } catch (fault) {
      // Closed before it was there: by Escape, or by the next one.
      if (this.#current !== window) return done;
      this.close();
      return fail({ code: 'unexpected', reference: this.#parts.log.fault('secret-window', fault) });
    }
    if (this.#current !== window) return done;
    window.show();
    const timer = setTimeout(closeThis, SHOWN_SECONDS * 1000);
    window.once('closed', () => clearTimeout(timer));
    return done;
  }

  close(): void {
    const closing = this.#current;
    this.#current = undefined;
    this.#pages.withdraw();
    if (!closing || closing.isDestroyed()) return;
    const pid = closing.webContents.getOSProcessId();
    closing.destroy();
    const killed = () => this.#parts.log.note('secret-process-killed', {});
    endOfProcess(pid, { metrics: () => app.getAppMetrics(), killed });
  }

  /** One session for all of them, since Electron never frees one; each page in it can be asked for once. */
  #ownSession(): Session {
    if (!this.#session) {
      this.#session = session.fromPartition(PARTITION, { cache: false });
      this.#session.protocol.handle(APP_SCHEME, (request) => this.#pages.answer(request));
    }
    return this.#session;
  }
}

function closeWhenLeft(window: BrowserWindow, close: () => void): void {
  const { webContents } = window;
  // Not in the middle of an event of the window that goes.
  const soon = () => void setImmediate(close);
  window.setContentProtection(true);
  window.on('blur', () => {
    // Some window managers take the focus away for a moment while a window appears.
    setTimeout(() => {
      if (!window.isDestroyed() && !window.isFocused()) close();
    }, FLICKER_MS);
  });
  window.on('close', (event) => {
    event.preventDefault();
    soon();
  });
  // The one link of the page; that no navigation happens is seen to for every window (security/navigation.ts).
  webContents.on('will-frame-navigate', soon);
  webContents.on('before-input-event', (event, input) => {
    const effect = effectOf(input);
    if (effect !== 'pass') event.preventDefault();
    if (effect === 'close') soon();
  });
  webContents.on('render-process-gone', soon);
}
