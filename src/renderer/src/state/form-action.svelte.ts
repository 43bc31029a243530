import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import { Action } from './action.svelte.ts';

interface Form {
  /** Every field says what is wrong with it; answers whether nothing is. */
  check(): boolean;
  /** Shows a refusal at the field it is about; answers false when it is about none. */
  refuse(failure: Failure): boolean;
}

/** A form that is sent once nothing is wrong with it. */
export class FormAction<Output> {
  /** The last refusal, unless a field shows it. */
  failure = $state.raw<Failure | null>(null);
  readonly #form: Form;
  readonly #sending: Action<void, Output>;

  constructor(form: Form, send: () => Promise<Result<Output>>) {
    this.#form = form;
    this.#sending = new Action(send);
  }

  get running(): boolean {
    return this.#sending.running;
  }

  /** Answers undefined when nothing was sent, or when it was refused. */
  async run(): Promise<Output | undefined> {
    if (!this.#form.check()) return undefined;
    this.failure = null;
    const sent = await this.#sending.run();
    if (!sent) return undefined;
    if (sent.ok) return sent.value;
    this.failure = this.#form.refuse(sent.failure) ? null : sent.failure;
    return undefined;
  }

  dismiss(): void {
    this.failure = null;
  }
}
