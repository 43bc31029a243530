import { parseApiDescription, parseApiName, type ProvidedApi } from '../../../../core/domain/provided-api.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import type { Result } from '../../../../core/domain/result.ts';
import { fail } from '../../../../core/domain/result.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';

/** What a person can say about a provided API; `taken` are the names of the provider's other APIs. */
export class ApiForm {
  readonly name: Field;
  readonly description: Field;

  constructor(taken: () => readonly string[], from?: ProvidedApi) {
    this.name = new Field((typed) => freeName(typed, taken()), from?.name);
    this.description = new Field(parseApiDescription, from?.description);
  }

  get changed(): boolean {
    return this.name.changed || this.description.changed;
  }

  get renamed(): boolean {
    return this.name.parsed !== this.name.initial;
  }

  get texts(): ProvidedApi {
    return { name: this.name.parsed, description: this.description.parsed };
  }

  check(): boolean {
    return [this.name, this.description].map((field) => field.check()).every(Boolean);
  }

  /** Puts a refusal at its field; answers false when it belongs to none. */
  refuse(failure: Failure): boolean {
    const name = fieldOf(failure);
    const field = name === 'api-name' ? this.name : name === 'api-description' ? this.description : undefined;
    field?.refuse(failure);
    return field !== undefined;
  }
}

function freeName(typed: string, taken: readonly string[]): Result<string> {
  const name = parseApiName(typed);
  return name.ok && taken.includes(name.value) ? fail({ code: 'api-name-taken', name: name.value }) : name;
}
