import type { Failure } from '../../../../core/domain/failure.ts';
import type { Result } from '../../../../core/domain/result.ts';
import type { ApplicationRow, ApplicationView } from '../../../../shared/ipc/views.ts';

/** The existing application that becomes the consumer, and what it already depends on. */
export class ExistingConsumer {
  row = $state.raw<ApplicationRow | null>(null);
  /** The person wants the grant to be added that it lacks. */
  allowsClientCredentials = $state(false);
  #view = $state.raw<ApplicationView | null>(null);
  readonly #read: (id: ApplicationRow['id']) => Promise<Result<ApplicationView>>;

  constructor(read: (id: ApplicationRow['id']) => Promise<Result<ApplicationView>>) {
    this.#read = read;
  }

  /** Reads the application, since a list does not say under which names it depends on others. */
  async choose(row: ApplicationRow): Promise<void> {
    if (this.row?.id !== row.id) {
      this.#view = null;
      this.allowsClientCredentials = false;
    }
    this.row = row;
    await this.readAgain();
  }

  /** What a person has decided about it stays: what is asked for is not changed by a look. */
  async readAgain(): Promise<void> {
    const { row } = this;
    if (row === null) return;
    const read = await this.#read(row.id);
    // Another one may have been chosen meanwhile. If it cannot be read, main says so when the dependency is created.
    if (read.ok && this.row?.id === row.id) this.#view = read.value;
  }

  /** Whether it could not ask for a token as it is. */
  get lacksClientCredentials(): boolean {
    return this.#view !== null && !this.#view.tokenPolicy.grants.includes('clientCredentials');
  }

  /** How its users log on, where the tenant tells. */
  get ssoType(): string | null {
    return this.#view?.ssoType ?? null;
  }

  /** Why it cannot take a dependency of this name; null when it can, or while that is not known. */
  refusal(name: string): Failure | null {
    if (!this.#view?.dependencies.some((each) => each.name === name)) return null;
    return { code: 'dependency-name-taken', name, consumer: this.#view.label };
  }
}
