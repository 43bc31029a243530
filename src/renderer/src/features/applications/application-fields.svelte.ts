import { parseDescription, parseDisplayName, parseName } from '../../../../core/domain/application.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import { ok, type Result } from '../../../../core/domain/result.ts';
import type { ApplicationRow, ApplicationView } from '../../../../shared/ipc/views.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';

type Texts = Pick<ApplicationView, 'displayName' | 'name' | 'description'>;

/** What a person can say about an application, each field checked by the core's rule. */
export class ApplicationFields {
  readonly displayName: Field;
  readonly name: Field;
  readonly description: Field;

  /** `from`: of an application that there is; what a tenant keeps otherwise than our rules is right while nobody edits it. */
  constructor(from?: Texts) {
    const field = (parse: (typed: string) => Result<string>, initial?: string) =>
      new Field((typed) => (typed === initial ? ok(typed) : parse(typed)), initial);
    this.displayName = field(parseDisplayName, from?.displayName);
    this.name = field(parseName, from?.name);
    this.description = field(parseDescription, from?.description);
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

  /** What is wanted of an application that is like this now: only what was edited is otherwise. */
  over(now: Texts): Texts {
    const { displayName, name, description } = this;
    return {
      displayName: displayName.changed ? displayName.parsed : now.displayName,
      name: name.changed ? name.parsed : now.name,
      description: description.changed ? description.parsed : now.description,
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
