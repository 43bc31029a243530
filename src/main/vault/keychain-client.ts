import { HelperKeeper } from '../helper/helper-keeper.ts';
import type { HelperProcess, SpawnHelper } from '../helper/helper-process.ts';
import { isKeychainAnswer, type KeychainOutcome, type KeychainQuestion } from './keychain-messages.ts';
import { SilenceWatch, type KeychainTiming } from './silence-watch.ts';

/**
 * What became of a question. `silent`: the keychain gave no sign of life. `waiting`: it is alive, but kept the call waiting for
 * a person who did not come. `gone`: no helper lives long enough to answer.
 */
export type KeychainReply = KeychainOutcome | { readonly outcome: 'silent' | 'waiting' | 'gone' };

interface Pending {
  readonly question: KeychainQuestion;
  readonly settle: (reply: KeychainReply) => void;
  attempts: number;
  askedOf: HelperProcess | undefined;
}

export interface KeychainClientParts {
  readonly spawn: SpawnHelper;
  readonly service: string;
  readonly timing: KeychainTiming;
  /** A call waits for a person. */
  readonly onWaiting: () => void;
}

/** Every verb can be repeated without harm, so a question whose helper died is asked once more. */
const ATTEMPTS_MAXIMUM = 2;

/** Nothing is ever kept under it, so asking for it never makes a keychain prompt, locked or not. */
const PROBE_ACCOUNT = 'probe';

/** Asks the helper process; outlives its silence and its deaths. Never rejects. Must not be asked from inside an exit event. */
export class KeychainClient {
  readonly #service: string;
  readonly #keeper: HelperKeeper;
  readonly #watch: SilenceWatch;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #probeId = 0;
  #closed = false;
  /** The helper that has done something useful last: refusals of one that never has are not for want of freshness. */
  #useful: HelperProcess | undefined;

  constructor({ spawn, service, timing, onWaiting }: KeychainClientParts) {
    this.#service = service;
    const { respawnWindowMs } = timing;
    this.#keeper = new HelperKeeper({
      spawn,
      respawnWindowMs,
      message: (message) => this.#hear(message),
      died: () => this.#askAgain(),
    });
    this.#watch = new SilenceWatch({
      timing,
      probe: () => this.#sendProbe(),
      silent: () => this.#giveUp({ outcome: 'silent' }),
      waiting: onWaiting,
      waitedTooLong: () => this.#giveUp({ outcome: 'waiting' }),
    });
  }

  ask(question: KeychainQuestion): Promise<KeychainReply> {
    return new Promise((settle) => {
      if (this.#closed) {
        settle({ outcome: 'gone' });
        return;
      }
      const id = ++this.#lastId;
      if (this.#pending.size === 0) this.#watch.restart();
      this.#pending.set(id, { question, settle, attempts: 0, askedOf: undefined });
      this.#send(id);
    });
  }

  /**
   * Gives the next question a fresh helper: after the keychain's daemon was restarted, every call of an older process is refused
   * for ever. False when a fresh one would tell nothing new, or there were too many of late.
   */
  renew(): boolean {
    return this.#useful !== undefined && this.#useful === this.#keeper.current() && this.#keeper.renew();
  }

  /** Ends the helper; what is asked from now on is answered with `gone`. */
  close(): void {
    this.#closed = true;
    this.#giveUp({ outcome: 'gone' });
  }

  #send(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    const helper = pending.attempts < ATTEMPTS_MAXIMUM ? this.#keeper.running() : undefined;
    if (!helper) {
      this.#settle(id, { outcome: 'gone' });
      return;
    }
    pending.attempts += 1;
    pending.askedOf = helper;
    this.#post(helper, { ...pending.question, id });
  }

  #sendProbe(): void {
    const helper = this.#keeper.current();
    if (!helper) return;
    this.#probeId = ++this.#lastId;
    this.#post(helper, { verb: 'probe', service: this.#service, account: PROBE_ACCOUNT, id: this.#probeId });
  }

  #post(helper: HelperProcess, message: unknown): void {
    try {
      helper.post(message);
    } catch {
      // A helper that cannot be reached is dying; its exit is reported, and if not, its silence is noticed.
    }
  }

  #hear(message: unknown): void {
    if (!isKeychainAnswer(message)) return;
    const { id, ...outcome } = message;
    if (id === this.#probeId) {
      this.#watch.probeAnswered();
      return;
    }
    const wasAsked = this.#pending.has(id);
    if (wasAsked && isUseful(outcome)) this.#useful = this.#keeper.current();
    if (this.#pending.size > 0) this.#watch.restart();
    this.#settle(id, outcome);
  }

  #settle(id: number, reply: KeychainReply): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#watch.stop();
    pending?.settle(reply);
  }

  #askAgain(): void {
    const helper = this.#keeper.current();
    this.#watch.restart();
    for (const [id, pending] of [...this.#pending]) if (pending.askedOf !== helper) this.#send(id);
    if (this.#pending.size === 0) this.#watch.stop();
  }

  #giveUp(reply: KeychainReply): void {
    this.#keeper.end();
    for (const id of [...this.#pending.keys()]) this.#settle(id, reply);
  }
}

const isUseful = ({ outcome }: KeychainOutcome): boolean => outcome !== 'refused' && outcome !== 'unloadable';
