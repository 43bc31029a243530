import { createHash } from 'node:crypto';
import { done, fail, type Result } from '../../core/domain/result.ts';
import type { ClipboardView } from '../../shared/ipc/views.ts';
import { createTurn } from '../ipc/turn.ts';
import type { ClipboardPort } from './clipboard-port.ts';

export const HOLD_MS = 30_000;
const RETRY_MS = 1_000;

/** Runs something later, on a clock that nobody can set; answers how to call it off. */
type After = (ms: number, run: () => void) => () => void;

export interface TimedClipboardParts {
  readonly port: ClipboardPort;
  readonly after?: After;
  readonly announce: {
    holding(view: ClipboardView): void;
    released(view: { readonly reason: 'cleared' | 'replaced' }): void;
  };
}

interface Held {
  readonly digest: string;
  callOff: () => void;
}

const timeout: After = (ms, run) => {
  // Node's timers run on the monotonic clock.
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The value itself is not kept, only what it takes to know it again. Windows may write other line ends than it was given. */
const digestOf = (text: string): string => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');

/** The clipboard with a memory for one thing: whether what lies on it is a secret of ours, and for how long still. */
export class TimedClipboard {
  readonly #parts: TimedClipboardParts;
  readonly #turn = createTurn();
  #held: Held | undefined;

  constructor(parts: TimedClipboardParts) {
    this.#parts = parts;
  }

  /** For ids and resources: stays until somebody copies something else. Failure: clipboard-failed. */
  copy(text: string): Promise<Result<void>> {
    return this.#turn(async () => {
      if (!(await this.#write(text, 'plain'))) return fail({ code: 'clipboard-failed' });
      this.#letGo('replaced');
      return done;
    });
  }

  /** Stays for `HOLD_MS` at most; a second copy starts anew. Failure: clipboard-failed. */
  copySecret(what: ClipboardView['what'], text: string): Promise<Result<void>> {
    return this.#turn(async () => {
      if (!(await this.#write(text, 'confidential'))) return fail({ code: 'clipboard-failed' });
      this.#hold(digestOf(text), what);
      return done;
    });
  }

  /** Clears a secret of ours if it is still there; what somebody else copied stays. Failure: clipboard-failed. */
  takeBack(): Promise<Result<void>> {
    return this.#turn(() => this.#release(this.#held));
  }

  /** Whether the text is on the clipboard: some platforms take a write and do nothing. One that cannot be read is believed. */
  async #write(text: string, kind: 'plain' | 'confidential'): Promise<boolean> {
    const { port } = this.#parts;
    try {
      await port.write(text, kind);
    } catch {
      return false;
    }
    const found = await port.read().catch(() => text);
    return digestOf(found) === digestOf(text);
  }

  #hold(digest: string, what: ClipboardView['what']): void {
    this.#held?.callOff();
    const held: Held = { digest, callOff: this.#releaseAfter(HOLD_MS, () => held) };
    this.#held = held;
    this.#parts.announce.holding({ what, endsInMs: HOLD_MS });
  }

  #releaseAfter(ms: number, which: () => Held): () => void {
    const { after = timeout } = this.#parts;
    return after(ms, () => void this.#turn(() => this.#release(which())));
  }

  async #release(which: Held | undefined): Promise<Result<void>> {
    // A time that ran out while something newer was being copied means nothing any more.
    if (!which || which !== this.#held) return done;
    const { port } = this.#parts;
    try {
      const ours = digestOf(await port.read()) === which.digest;
      if (ours) await port.clear();
      this.#letGo(ours ? 'cleared' : 'replaced');
      return done;
    } catch {
      which.callOff();
      which.callOff = this.#releaseAfter(RETRY_MS, () => which);
      return fail({ code: 'clipboard-failed' });
    }
  }

  #letGo(reason: 'cleared' | 'replaced'): void {
    if (!this.#held) return;
    this.#held.callOff();
    this.#held = undefined;
    this.#parts.announce.released({ reason });
  }
}
