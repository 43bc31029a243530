import {
  expiryOf,
  parseSecretDescription,
  SECRET_SCOPES,
  type SecretScope,
  type SecretValidity,
} from '../../../core/domain/secret.ts';
import { Field } from './field.svelte.ts';

/** What a person can say about a secret to be generated. */
export class SecretForm {
  readonly description = new Field(parseSecretDescription);
  validity = $state<SecretValidity>('one-year');
  /** OpenID is what a token request needs; the other two let the application change the directory itself. */
  scopes = $state.raw<readonly SecretScope[]>(['oAuth']);

  get changed(): boolean {
    return this.description.changed;
  }

  choose(scope: SecretScope, chosen: boolean): void {
    this.scopes = SECRET_SCOPES.filter((each) => (each === scope ? chosen : this.scopes.includes(each)));
  }

  /** The day it would expire if it were generated `now`; undefined for never. */
  expiry(now: Date): string | undefined {
    return expiryOf(this.validity, now);
  }

  get wish() {
    return { description: this.description.parsed, validity: this.validity, scopes: this.scopes };
  }
}
