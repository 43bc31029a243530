import type { Failure } from '../../../../core/domain/failure.ts';
import { ok, type Result } from '../../../../core/domain/result.ts';
import { TENANT_COLOURS, type AddressConcern, type TenantColour } from '../../../../core/domain/tenant.ts';
import { parseTenantAddress } from '../../../../core/domain/tenant-address.ts';
import { parseSignInClientId, parseSignInUserName, parseTenantName } from '../../../../core/domain/tenant-fields.ts';
import type { TypedSignIn, TypedTenant } from '../../../../shared/ipc/call-inputs.ts';
import type { AddressView, AuthorityView } from '../../../../shared/ipc/tenants-views.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';

function checkAddress(typed: string): Result<string> {
  const address = parseTenantAddress(typed);
  return address.ok ? ok(typed.trim()) : address;
}

/** With what a person signs in, as it is chosen and typed; the secret itself is asked for elsewhere. */
export class SignInForm {
  kind = $state<TypedSignIn['kind']>('client-secret');
  readonly clientId: Field;
  readonly userName: Field;
  readonly #before: TypedSignIn['kind'];

  constructor(before: { readonly kind: TypedSignIn['kind']; readonly account: string } | null = null) {
    this.#before = before?.kind ?? 'client-secret';
    this.kind = this.#before;
    this.clientId = new Field(parseSignInClientId, before?.kind === 'client-secret' ? before.account : '');
    this.userName = new Field(parseSignInUserName, before?.kind === 'user-password' ? before.account : '');
  }

  get typed(): TypedSignIn {
    switch (this.kind) {
      case 'client-secret':
        return { kind: this.kind, clientId: this.clientId.parsed };
      case 'user-password':
        return { kind: this.kind, userName: this.userName.parsed };
      case 'certificate':
        return { kind: this.kind };
    }
  }

  get changed(): boolean {
    return this.kind !== this.#before || this.clientId.changed || this.userName.changed;
  }

  check(): boolean {
    if (this.kind === 'certificate') return true;
    return this.kind === 'client-secret' ? this.clientId.check() : this.userName.check();
  }

  refuse(failure: Failure): boolean {
    const name = fieldOf(failure);
    const field =
      name === 'sign-in-client-id' ? this.clientId : name === 'sign-in-user-name' ? this.userName : undefined;
    field?.refuse(failure);
    return field !== undefined;
  }
}

/** What was found at an address, and for what it was looked. */
interface Look {
  readonly address: string;
  readonly authority: string | null;
  readonly view: AddressView;
}

/** What a person types of a tenant to be connected, and what was found at its address. */
export class TenantForm {
  readonly name = new Field(parseTenantName);
  readonly address = new Field(checkAddress);
  readonly signIn = new SignInForm();
  colour = $state<TenantColour>(TENANT_COLOURS[0]);
  production = $state(false);
  authority = $state.raw<AuthorityView | null>(null);
  #look = $state.raw<Look | null>(null);
  #confirmed = $state.raw<AddressView | null>(null);
  readonly #proposed: TenantColour;

  constructor(colour: TenantColour) {
    this.colour = colour;
    this.#proposed = colour;
  }

  get changed(): boolean {
    const typed = this.name.changed || this.address.changed || this.signIn.changed;
    return typed || this.authority !== null || this.production || this.colour !== this.#proposed;
  }

  /** What is looked for: of what was found whoever typed another address, or chose another authority, has seen nothing. */
  get place(): Omit<Look, 'view'> {
    return { address: this.address.parsed, authority: this.authority?.handle ?? null };
  }

  /** At the address as it stands; null until somebody has looked there. */
  get found(): AddressView | null {
    const { address, authority } = this.place;
    return this.#look?.address === address && this.#look.authority === authority ? this.#look.view : null;
  }

  /** The person says that what was found is the right one. */
  get confirmed(): boolean {
    return this.found !== null && this.#confirmed === this.found;
  }

  confirm(confirmed: boolean): void {
    this.#confirmed = confirmed ? this.found : null;
  }

  find(look: Look): void {
    this.#look = look;
  }

  get concerns(): readonly AddressConcern[] {
    return this.found?.concerns ?? [];
  }

  get typed(): TypedTenant {
    return {
      ...{ name: this.name.parsed, colour: this.colour, production: this.production },
      ...{ signIn: this.signIn.typed, ...this.place },
      confirmed: this.confirmed ? [...this.concerns] : [],
    };
  }

  check(): boolean {
    return [this.name.check(), this.address.check(), this.signIn.check()].every(Boolean);
  }

  refuse(failure: Failure): boolean {
    if (this.signIn.refuse(failure)) return true;
    const name = failure.code === 'tenant-name-taken' ? 'tenant-name' : fieldOf(failure);
    const field = name === 'tenant-name' ? this.name : name === 'tenant-address' ? this.address : undefined;
    field?.refuse(failure);
    return field !== undefined;
  }
}
