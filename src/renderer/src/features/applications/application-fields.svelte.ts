import { parseDescription, parseDisplayName, parseName } from '../../../../core/domain/application.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import type { ApplicationRow, ApplicationView } from '../../../../shared/ipc/views.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';

/** What a person can say about an application, each field checked by the core's rule. */
export class ApplicationFields {
  readonly displayName: Field;
  readonly name: Field;
  readonly description: Field;

  constructor(from?: Pick<ApplicationView, 'displayName' | 'name' | 'description'>) {
    this.displayName = new Field(parseDisplayName, from?.displayName);
    this.name = new Field(parseName, from?.name);
    this.description = new Field(parseDescription, from?.description);
  }

  get #all(): readonly Field[] {
    return [this.displayName, this.name, this.description];
  }

  get changed(): boolean {
    return this.#all.some((field) => field.changed);
  }

  get texts() {
    return {
      displayName: this.displayName.parsed,
      name: this.name.parsed,
      description: this.description.parsed,
    };
  }

  /** Shows everything that is wrong; answers whether nothing is. */
  check(): boolean {
    return this.#all.map((field) => field.check()).every(Boolean);
  }

  /** Puts a refusal at its field; answers false when it belongs to none. */
  refuse(failure: Failure): boolean {
    const fields = { 'display-name': this.displayName, name: this.name, description: this.description };
    const name = fieldOf(failure);
    const field = name !== undefined && name in fields ? fields[name as keyof typeof fields] : undefined;
    field?.refuse(failure);
    return field !== undefined;
  }
}

/** Display names need not be unique, but two alike are easily confused: worth a notice. */
export function displayNameNotice(typed: string, others: readonly ApplicationRow[]): string | undefined {
  const wanted = typed.trim().toLowerCase();
  const taken = wanted !== '' && others.some((row) => row.label.toLowerCase() === wanted);
  return taken ? 'Another application already has this display name. You can use it nevertheless.' : undefined;
}
