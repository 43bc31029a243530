/** A running helper, whatever kind of process it is. */
export interface HelperProcess {
  /** May be called before the helper is up; lost without a word when it is gone. */
  post(message: unknown): void;
  /** Ends it at once. `exit` may still be reported afterwards. */
  kill(): void;
}

interface HelperEvents {
  readonly message: (message: unknown) => void;
  /** Without a code: a clean exit of a utility process has been reported as 11, so codes are not interpreted. */
  readonly exit: () => void;
}

/** Starts a helper. Main uses a utility process, tests a child process. */
export type SpawnHelper = (events: HelperEvents) => HelperProcess;
