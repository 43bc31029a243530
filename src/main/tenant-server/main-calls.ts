import { randomUUID } from 'node:crypto';
import type { DirectoryAnswer, DirectoryCall } from '../../core/domain/directory-api/directory-call.ts';
import type { FromServer } from './messages.ts';

/** As many as there can be connections; one that asks for more at a time does without. */
const WAITING_MAXIMUM = 64;
/** A keychain that asks its owner may take that long. */
const LIMIT_MS = 30_000;

interface Waiting {
  readonly settle: (answer: DirectoryAnswer | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

/** Asks main, which has the directory and the keychain, and waits. */
export class MainCalls {
  readonly #post: (message: FromServer) => void;
  readonly #limitMs: number;
  readonly #waiting = new Map<string, Waiting>();

  constructor(post: (message: FromServer) => void, limitMs = LIMIT_MS) {
    this.#post = post;
    this.#limitMs = limitMs;
  }

  /** Undefined: there were too many, or no answer came in time; it may be carried out all the same. */
  ask(asked: DirectoryCall, origin: string): Promise<DirectoryAnswer | undefined> {
    if (this.#waiting.size >= WAITING_MAXIMUM) return Promise.resolve(undefined);
    const call = randomUUID();
    return new Promise((settle) => {
      const timer = setTimeout(() => this.answered(call, undefined), this.#limitMs);
      this.#waiting.set(call, { settle, timer });
      this.#post({ kind: 'directory-call', call, asked, origin });
    });
  }

  /** A late one, or one of an earlier process, is for nobody. */
  answered(call: string, answer: DirectoryAnswer | undefined): void {
    const waiting = this.#waiting.get(call);
    if (!waiting) return;
    this.#waiting.delete(call);
    clearTimeout(waiting.timer);
    waiting.settle(answer);
  }
}
