import type { AffectedDependency } from '../../../../core/domain/dependents.ts';
import type { Result } from '../../../../core/domain/result.ts';
import type { NameCheckView } from '../../../../shared/ipc/views.ts';

const PAUSE_MS = 200;

/** Asks main, when typing pauses, who uses a dependency name at the provider already. */
export class NameCheck {
  #answered = $state.raw<{ readonly name: string; readonly usedBy: readonly AffectedDependency[] } | null>(null);
  readonly #check: (name: string) => Promise<Result<NameCheckView>>;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #asked = '';

  constructor(check: (name: string) => Promise<Result<NameCheckView>>) {
    this.#check = check;
  }

  /** Answers nobody as long as it is not known: main checks again when the dependency is created. */
  usersOf(name: string): readonly AffectedDependency[] {
    return this.#answered?.name === name ? this.#answered.usedBy : [];
  }

  ask(name: string): void {
    clearTimeout(this.#waiting);
    this.#asked = name;
    this.#waiting = setTimeout(() => void this.#ask(name), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#waiting);
    this.#asked = '';
  }

  async #ask(name: string): Promise<void> {
    const checked = await this.#check(name);
    if (checked.ok && name === this.#asked) this.#answered = { name, usedBy: checked.value.usedBy };
  }
}
