import type { Failure } from '../../../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import {
  checkTokenPolicy,
  GRANTS,
  LIFETIME_MAXIMUM,
  LIFETIME_MINIMUM,
  type Grant,
  type TokenFormat,
  type TokenPolicy,
} from '../../../../core/domain/token/token-policy.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';
import { SERVED } from './policy-words.ts';

/** What a person changes of a token policy. */
export class PolicyForm {
  readonly #before: TokenPolicy;
  readonly lifetime: Field;
  grants = $state.raw<readonly Grant[]>([]);
  format = $state<TokenFormat>('default');

  constructor(policy: TokenPolicy) {
    this.#before = policy;
    this.grants = policy.grants;
    this.format = policy.format;
    this.lifetime = new Field((typed) => this.#checkMinutes(typed), String(policy.lifetime / 60));
  }

  allow(grant: Grant, allowed: boolean): void {
    const others = this.grants.filter((each) => each !== grant);
    this.grants = allowed ? [...others, grant] : others;
  }

  /** What is wanted of a policy that is like this now: only what was changed here is otherwise. */
  over(now: TokenPolicy): TokenPolicy {
    const before = this.#before;
    const isWanted = (grant: Grant) =>
      (this.grants.includes(grant) === before.grants.includes(grant) ? now : this).grants.includes(grant);
    return {
      grants: GRANTS.filter(isWanted),
      lifetime: this.lifetime.changed ? Math.round(Number(this.lifetime.parsed) * 60) : now.lifetime,
      format: this.format === before.format ? now.format : this.format,
    };
  }

  /** Grants that the application may use now and may no longer use then. */
  get takenAway(): readonly (typeof SERVED)[number][] {
    return SERVED.filter((grant) => this.#before.grants.includes(grant) && !this.grants.includes(grant));
  }

  get changed(): boolean {
    const { grants, format } = this.#before;
    const sameGrants = grants.length === this.grants.length && grants.every((grant) => this.grants.includes(grant));
    return !sameGrants || format !== this.format || this.lifetime.changed;
  }

  check(): boolean {
    return this.lifetime.check();
  }

  /** Only the lifetime can be wrong: the rest is chosen. */
  refuse(failure: Failure): boolean {
    if (fieldOf(failure) === undefined) return false;
    this.lifetime.refuse(failure);
    return true;
  }

  /** Whole minutes, as SAP's console takes them; what was set elsewhere to the second stays unless it is changed. */
  #checkMinutes(typed: string): Result<string> {
    if (typed === this.lifetime.initial) return ok(typed);
    const whole = /^\s*\d{1,6}\s*$/.test(typed);
    const lifetime = whole ? Number(typed) * 60 : 0;
    const checked = checkTokenPolicy({ ...this.#before, lifetime });
    if (checked.ok) return ok(typed.trim());
    const limits = { minimum: LIFETIME_MINIMUM, maximum: LIFETIME_MAXIMUM };
    return fail({ code: 'token-lifetime-out-of-range', field: 'token-lifetime', ...limits });
  }
}
