import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';

/** One thing a person can start: runs once at a time, and keeps the last refusal to be shown in place. */
export class Action<Input, Output> {
  running = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #perform: (input: Input) => Promise<Result<Output>>;

  /** `perform` must not hand a `$state` proxy to the bridge (it cannot be cloned): use `$state.snapshot`. */
  constructor(perform: (input: Input) => Promise<Result<Output>>) {
    this.#perform = perform;
  }

  /** Answers undefined when it is still running: a double click starts nothing twice. */
  async run(input: Input): Promise<Result<Output> | undefined> {
    if (this.running) return undefined;
    this.running = true;
    this.failure = null;
    try {
      const result = await this.#perform(input);
      if (!result.ok) this.failure = result.failure;
      return result;
    } finally {
      this.running = false;
    }
  }

  dismiss(): void {
    this.failure = null;
  }
}
