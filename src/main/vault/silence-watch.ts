/** How long the keychain may be quiet, in milliseconds. */
export interface KeychainTiming {
  /** Quiet for so long while something is asked: find out whether the keychain is alive. */
  readonly probeAfterMs: number;
  /** Quiet for so long, the probe included: silent. */
  readonly silentAfterMs: number;
  /** The longest a living keychain may let a call wait: a person has to see a prompt and type a password. */
  readonly promptMs: number;
  readonly respawnWindowMs: number;
}

export const KEYCHAIN_TIMING: KeychainTiming = {
  probeAfterMs: 2000,
  silentAfterMs: 5000,
  promptMs: 60_000,
  respawnWindowMs: 60_000,
};

interface SilenceWatchParts {
  readonly timing: KeychainTiming;
  readonly probe: () => void;
  readonly silent: () => void;
  /** The keychain lives, but keeps a call waiting: it shows a prompt. Told again and again while that lasts. */
  readonly waiting: () => void;
  readonly waitedTooLong: () => void;
}

/**
 * Tells a keychain that hangs from one that waits for a person, without a word of its texts: asked for an entry that does not
 * exist, the waiting one answers (it has nothing to unlock for it), the hanging one does not.
 */
export class SilenceWatch {
  readonly #parts: SilenceWatchParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quietSince = 0;
  #probeAnswered = false;

  constructor(parts: SilenceWatchParts) {
    this.#parts = parts;
  }

  /** Something was asked, answered, or started: quiet begins anew. */
  restart(): void {
    this.#quietSince = performance.now();
    this.#probeAnswered = false;
    this.#probeLater();
  }

  probeAnswered(): void {
    this.#probeAnswered = true;
    this.#probeLater();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #probeLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), this.#parts.timing.probeAfterMs);
  }

  #look(): void {
    const { timing, probe, silent, waiting, waitedTooLong } = this.#parts;
    // One answered probe may have overtaken the answer; when the call is still waiting now, it waits for a person.
    if (this.#probeAnswered) {
      if (performance.now() - this.#quietSince >= timing.promptMs) {
        waitedTooLong();
        return;
      }
      waiting();
    }
    this.#timer = setTimeout(silent, timing.silentAfterMs - timing.probeAfterMs);
    probe();
  }
}
