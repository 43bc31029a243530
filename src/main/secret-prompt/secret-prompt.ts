import { randomBytes } from 'node:crypto';
import { app, BrowserWindow, session, type Session } from 'electron';
import { ok, fail, type Result } from '../../core/domain/result.ts';
import type { AskedSecret } from '../../core/use-cases/tenant-ports.ts';
import type { AppliedTheme } from '../../shared/ipc/views.ts';
import type { Log } from '../logging/log.ts';
import { APP_SCHEME, PROMPT_ORIGIN } from '../security/app-scheme.ts';
import { promptHeaders } from '../security/content-policy.ts';
import { allowSubmission } from '../security/submissions.ts';
import { endOfProcess } from '../secret-window/end-of-process.ts';
import { secretWindowOptions } from '../secret-window/secret-window-options.ts';
import { enteredIn, FORM_MAXIMUM_BYTES } from './entered.ts';
import { CANCEL_PATH, PROMPT_STYLE_PATH, promptPage, type PromptProblem } from './prompt-page.ts';
import { PROMPT_STYLE } from './prompt-style.ts';

/** Without `persist:`: in memory only. A session of its own is a renderer process of its own. */
const PARTITION = 'secret-prompt';
const HEIGHT = 460;

export interface SecretPromptParts {
  readonly parent: () => BrowserWindow | undefined;
  readonly theme: () => AppliedTheme;
  readonly log: Log;
}

interface Asking {
  readonly asked: AskedSecret;
  readonly window: BrowserWindow;
  /** Address of the page and of its form; nobody can guess it. */
  readonly url: string;
  readonly settle: (value: string | undefined) => void;
}

/**
 * Asks for one secret at a time, in a window of its own without script, whose process ends with it. It waits while a person looks
 * for the secret elsewhere, and keeps the main window from being used meanwhile.
 */
export class SecretPrompt {
  readonly #parts: SecretPromptParts;
  #session: Session | undefined;
  #asking: Asking | undefined;

  constructor(parts: SecretPromptParts) {
    this.#parts = parts;
  }

  /** Undefined when the person closed it, or somebody asked for another one. Failure: unexpected. */
  async ask(asked: AskedSecret): Promise<Result<string | undefined>> {
    this.close();
    const { webPreferences, ...options } = secretWindowOptions({
      parent: this.#parts.parent(),
      theme: this.#parts.theme(),
      height: HEIGHT,
    });
    const window = new BrowserWindow({
      ...{ ...options, title: 'Trust Desk', modal: options.parent !== undefined },
      webPreferences: { ...webPreferences, session: this.#ownSession() },
    });
    const url = `${PROMPT_ORIGIN}/${randomBytes(16).toString('hex')}`;
    const answered = new Promise<string | undefined>((settle) => {
      this.#asking = { asked, window, url, settle };
    });
    const disallow = allowSubmission(url);
    closeWhenAsked(window, () => this.#end(window, undefined));
    try {
      await window.loadURL(url);
      if (!window.isDestroyed()) window.show();
    } catch (fault) {
      // Closed before it was there.
      if (this.#asking?.window === window) {
        this.#end(window, undefined);
        disallow();
        return fail({ code: 'unexpected', reference: this.#parts.log.fault('secret-prompt', fault) });
      }
    }
    const value = await answered;
    disallow();
    return ok(value);
  }

  close(): void {
    if (this.#asking) this.#end(this.#asking.window, undefined);
  }

  #end(window: BrowserWindow, value: string | undefined): void {
    const asking = this.#asking;
    if (asking?.window !== window) return;
    this.#asking = undefined;
    if (!window.isDestroyed()) {
      const pid = window.webContents.getOSProcessId();
      window.destroy();
      const killed = () => this.#parts.log.note('secret-process-killed', {});
      endOfProcess(pid, { metrics: () => app.getAppMetrics(), killed });
    }
    asking.settle(value);
  }

  /** One session for all of them, since Electron never frees one. */
  #ownSession(): Session {
    if (!this.#session) {
      this.#session = session.fromPartition(PARTITION, { cache: false });
      this.#session.protocol.handle(APP_SCHEME, (request) => this.#answer(request));
    }
    return this.#session;
  }

  async #answer(request: Request): Promise<Response> {
    if (request.method === 'GET' && request.url === PROMPT_ORIGIN + PROMPT_STYLE_PATH)
      return respond(PROMPT_STYLE, 'text/css');
    const asking = this.#asking;
    if (!asking || request.url !== asking.url) return new Response(null, { status: 404, headers: promptHeaders });
    if (request.method === 'GET') return this.#page(asking, null);
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: promptHeaders });
    const body = await request.arrayBuffer();
    const entered =
      body.byteLength > FORM_MAXIMUM_BYTES
        ? ({ problem: 'too-long' } as const)
        : enteredIn(Buffer.from(body).toString('utf8'), asking.asked.what);
    if ('problem' in entered) return this.#page(asking, entered.problem);
    // Not in the middle of an answer to the window that goes.
    setImmediate(() => this.#end(asking.window, entered.value));
    return new Response(null, { status: 204, headers: promptHeaders });
  }

  #page({ asked, url }: Asking, problem: PromptProblem | null): Response {
    const theme = this.#parts.theme();
    return respond(
      promptPage({ asked, theme, problem, submit: url, cancel: PROMPT_ORIGIN + CANCEL_PATH }),
      'text/html',
    );
  }
}

const respond = (body: string, type: string): Response =>
  new Response(body, { headers: { ...promptHeaders, 'Content-Type': `${type}; charset=utf-8` } });

function closeWhenAsked(window: BrowserWindow, close: () => void): void {
  const { webContents } = window;
  // Not in the middle of an event of the window that goes.
  const soon = () => void setImmediate(close);
  window.setContentProtection(true);
  window.on('close', (event) => {
    event.preventDefault();
    soon();
  });
  // That nothing but the form goes anywhere is seen to for every window (security/navigation.ts).
  webContents.on('will-frame-navigate', ({ url }) => {
    if (url === PROMPT_ORIGIN + CANCEL_PATH) soon();
  });
  webContents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'Escape') return;
    event.preventDefault();
    soon();
  });
  webContents.on('render-process-gone', soon);
}
