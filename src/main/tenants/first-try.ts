/** One goes first, and the others wait to see what becomes of it. Each looks anew when it has ended: another one may go first then. */
export class FirstTry {
  #isUnderWay = false;
  readonly #waiting = new Set<() => void>();

  /** What ends it, to be called once whatever happens. Undefined: another one is under way. */
  begin(): (() => void) | undefined {
    if (this.#isUnderWay) return undefined;
    this.#isUnderWay = true;
    return () => {
      this.#isUnderWay = false;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      waiting.forEach((wake) => wake());
    };
  }

  /** Waits while one is under way. False: it still is, and the time is over. */
  ended(timeoutMs: number): Promise<boolean> {
    if (!this.#isUnderWay) return Promise.resolve(true);
    return new Promise((settle) => {
      const wake = () => {
        clearTimeout(timer);
        settle(true);
      };
      const late = () => {
        this.#waiting.delete(wake);
        settle(false);
      };
      const timer = setTimeout(late, timeoutMs);
      this.#waiting.add(wake);
    });
  }
}
