import type { AffectedDependency, DependencyKey } from '../../../core/domain/dependents.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import { Action } from './action.svelte.ts';

interface Steps<Output> {
  readonly look: () => Promise<Result<readonly AffectedDependency[]>>;
  readonly change: (confirmed: readonly DependencyKey[]) => Promise<Result<Output>>;
}

/** A change that others depend on: who is affected is looked up and shown first, and exactly they are sent as confirmed. */
export class AffectedChange<Output> {
  /** Null until it is known. */
  affected = $state.raw<readonly AffectedDependency[] | null>(null);
  readonly #looking: Action<void, readonly AffectedDependency[]>;
  readonly #changing: Action<void, Output>;

  constructor({ look, change }: Steps<Output>) {
    this.#looking = new Action(look);
    this.#changing = new Action(() =>
      change((this.affected ?? []).map(({ consumerId, name }) => ({ consumerId, name }))),
    );
  }

  get running(): boolean {
    return this.#looking.running || this.#changing.running;
  }

  get changing(): boolean {
    return this.#changing.running;
  }

  get failure(): Failure | null {
    return this.#changing.failure ?? this.#looking.failure;
  }

  /** Answers undefined when it could not be looked up; `failure` says why. */
  async look(): Promise<readonly AffectedDependency[] | undefined> {
    const found = await this.#looking.run();
    if (!found?.ok) return undefined;
    this.affected = found.value;
    return found.value;
  }

  /** A refusal because of someone added meanwhile shows them too, to be asked again. */
  async change(): Promise<Result<Output> | undefined> {
    const changed = await this.#changing.run();
    if (changed && !changed.ok && changed.failure.code === 'dependents-affected')
      this.affected = changed.failure.affected;
    return changed;
  }

  /** What was looked up is of no use any more. */
  forget(): void {
    this.affected = null;
    this.#changing.dismiss();
    this.#looking.dismiss();
  }
}
