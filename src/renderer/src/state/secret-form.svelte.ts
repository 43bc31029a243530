import type { Failure } from '../../../core/domain/failure.ts';
import {
  expiryOf,
  parseSecretDescription,
  SECRET_SCOPES,
  type SecretScope,
  type SecretValidity,
} from '../../../core/domain/secret.ts';
import { fieldOf } from '../failure-text/failure-text.ts';
import { Field } from './field.svelte.ts';

const USUAL_VALIDITY: SecretValidity = 'one-year';
/** OpenID is what a token request needs; the other two let the application change the directory itself. */
const USUAL_SCOPES: readonly SecretScope[] = ['oAuth'];

/** What a person can say about a secret to be generated. */
export class SecretForm {
  readonly description = new Field(parseSecretDescription);
  validity = $state<SecretValidity>(USUAL_VALIDITY);
  scopes = $state.raw(USUAL_SCOPES);

  /** Whether there is something to lose; a choice taken back is none. */
  get changed(): boolean {
    const asUsual = SECRET_SCOPES.every((scope) => this.scopes.includes(scope) === USUAL_SCOPES.includes(scope));
    return this.description.changed || this.validity !== USUAL_VALIDITY || !asUsual;
  }

  choose(scope: SecretScope, chosen: boolean): void {
    this.scopes = SECRET_SCOPES.filter((each) => (each === scope ? chosen : this.scopes.includes(each)));
  }

  check(): boolean {
    return this.description.check();
  }

  /** Only the description can be wrong: the rest is chosen. */
  refuse(failure: Failure): boolean {
    if (fieldOf(failure) === undefined) return false;
    this.description.refuse(failure);
    return true;
  }

  /** The day it would expire if it were generated `now`; undefined for never. */
  expiry(now: Date): string | undefined {
    return expiryOf(this.validity, now);
  }

  get wish() {
    return { description: this.description.parsed, validity: this.validity, scopes: this.scopes };
  }
}
