import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';

/** A text field checked as it is typed by the core's rule; what is wrong shows once the person has touched it. */
export class Field {
  readonly initial: string;
  #value = $state('');
  #touched = $state(false);
  #refused = $state.raw<Failure | null>(null);
  readonly #parse: (typed: string) => Result<string>;
  readonly #result = $derived.by(() => this.#parse(this.#value));

  constructor(parse: (typed: string) => Result<string>, initial = '') {
    this.#parse = parse;
    this.initial = initial;
    this.#value = initial;
  }

  /** As typed. */
  get value(): string {
    return this.#value;
  }

  /** What the rule makes of it, blanks dropped; as typed when it is not valid. */
  get parsed(): string {
    return this.#result.ok ? this.#result.value : this.#value;
  }

  get valid(): boolean {
    return this.#result.ok;
  }

  get changed(): boolean {
    return this.#value !== this.initial;
  }

  /** What to show at the field now: what the rule says, else what main refused. */
  get failure(): Failure | null {
    if (!this.#touched) return null;
    return this.#result.ok ? this.#refused : this.#result.failure;
  }

  type(value: string): void {
    this.#value = value;
    this.#touched = true;
    this.#refused = null;
  }

  /** Shows what is wrong even if nothing was typed; answers whether the field is valid. */
  check(): boolean {
    this.#touched = true;
    return this.#result.ok;
  }

  /** Main knows more than the rule, for instance that a name is taken. Gone with the next key. */
  refuse(failure: Failure): void {
    this.#touched = true;
    this.#refused = failure;
  }
}
