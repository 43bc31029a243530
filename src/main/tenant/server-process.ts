import { HelperKeeper } from '../helper/helper-keeper.ts';
import type { SpawnHelper } from '../helper/helper-process.ts';

interface Parts {
  readonly spawn: SpawnHelper;
  /** A message of the running process. */
  readonly heard: (message: unknown) => void;
  /** The process is gone though nobody ended it; on a later tick. */
  readonly died: () => void;
  readonly answerLimitMs?: number;
}

/** Three times a minute at most: a server that dies whenever it starts must not keep the machine busy. */
const RESPAWN_WINDOW_MS = 60_000;
const ANSWER_LIMIT_MS = 3_000;

export type Answer<T> =
  { readonly kind: 'answered'; readonly answer: T } | { readonly kind: 'silent' } | { readonly kind: 'gone' };

/** The server's process: started, ended, and asked with a time limit. It is started again by whoever hears that it died. */
export class ServerProcess {
  readonly #parts: Parts;
  readonly #waiting = new Map<number, (answer: Answer<unknown>) => void>();
  #keeper: HelperKeeper;
  #lastId = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#keeper = this.#newKeeper();
  }

  get isRunning(): boolean {
    return this.#keeper.current() !== undefined;
  }

  /** False when no process is to be had, or there were too many within the last minute. */
  start(): boolean {
    return this.#keeper.running() !== undefined;
  }

  /** Ends it; nothing is heard of it any more. A person who starts it again has all tries again. */
  end(): void {
    this.#keeper.end();
    this.#keeper = this.#newKeeper();
    this.#settleAll({ kind: 'gone' });
  }

  /** Lost without a word when there is no process. */
  post(message: unknown): void {
    this.#keeper.current()?.post(message);
  }

  /**
   * Posts what `make` makes of a number that the answer must come back with. A process that does not answer in time is ended,
   * so that nothing goes on being granted that was taken away.
   */
  ask<T>(make: (id: number) => unknown): Promise<Answer<T>> {
    const asked = this.#keeper.current();
    if (!asked) return Promise.resolve({ kind: 'gone' });
    const id = ++this.#lastId;
    return new Promise((settle) => {
      const limit = setTimeout(() => {
        this.#settle(id, { kind: 'silent' });
        if (this.#keeper.current() === asked) this.#endSilent();
      }, this.#parts.answerLimitMs ?? ANSWER_LIMIT_MS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(limit);
        settle(answer as Answer<T>);
      });
      asked.post(make(id));
    });
  }

  /** The answer to what was asked under this number; a stranger's or a late one is dropped. */
  answered(id: number, answer: unknown): void {
    this.#settle(id, { kind: 'answered', answer });
  }

  #endSilent(): void {
    this.#keeper.end();
    setImmediate(() => this.#died());
  }

  #died(): void {
    this.#settleAll({ kind: 'gone' });
    this.#parts.died();
  }

  #settle(id: number, answer: Answer<unknown>): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(answer);
  }

  #settleAll(answer: Answer<unknown>): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, answer);
  }

  #newKeeper(): HelperKeeper {
    const keeper: HelperKeeper = new HelperKeeper({
      spawn: this.#parts.spawn,
      respawnWindowMs: RESPAWN_WINDOW_MS,
      message: (message) => this.#parts.heard(message),
      // A process that was ended by `end` says goodbye to the keeper of its time.
      died: () => keeper === this.#keeper && this.#died(),
    });
    return keeper;
  }
}
