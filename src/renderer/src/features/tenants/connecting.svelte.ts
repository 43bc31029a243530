import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import type { TrustDeskClient } from '../../../../shared/ipc/client.ts';
import type { TenantView } from '../../../../shared/ipc/tenants-views.ts';
import { FormAction } from '../../state/form-action.svelte.ts';
import type { TenantForm } from './tenant-form.svelte.ts';

type Api = Pick<TrustDeskClient['tenants'], 'examine' | 'add'>;

/**
 * Connects a tenant. Who answers at its address is looked at, and shown if there is anything to confirm, before anybody is asked for a
 * secret; anew whenever nobody has answered, or main finds more to confirm than was shown.
 */
export class Connecting {
  readonly #api: Api;
  readonly #form: TenantForm;
  readonly #sending: FormAction<TenantView>;
  // One for each opening of the dialog: whatever is sent twice connects once.
  readonly #requestId = crypto.randomUUID();
  /** What is to be confirmed was not on the screen before. */
  #news = $state(false);

  constructor(api: Api, form: TenantForm) {
    this.#api = api;
    this.#form = form;
    this.#sending = new FormAction(form, () => this.#send());
  }

  get running(): boolean {
    return this.#sending.running;
  }

  /**
   * Closing the window that asks is no fault, what has just come up to be confirmed speaks for itself, and nobody has looked yet
   * where another address, or another authority, was given since.
   */
  get failure(): Failure | null {
    const { failure } = this.#sending;
    if (failure?.code === 'tenant-unreachable' && this.#form.found === null) return null;
    const speaks = failure?.code === 'asking-cancelled' || (failure?.code === 'address-unconfirmed' && this.#news);
    return speaks ? null : failure;
  }

  run(): Promise<TenantView | undefined> {
    return this.#sending.run();
  }

  async #send(): Promise<Result<TenantView>> {
    this.#news = false;
    const form = this.#form;
    if (form.found?.trouble !== null) {
      const looked = await this.#look();
      if (!looked.ok) return looked;
    }
    if (form.concerns.length > 0 && !form.confirmed)
      return fail({ code: 'address-unconfirmed', concerns: form.concerns });
    const added = await this.#api.add({ requestId: this.#requestId, ...form.typed });
    if (added.ok || added.failure.code !== 'address-unconfirmed') return added;
    const looked = await this.#look();
    return looked.ok ? added : looked;
  }

  /** Failures: field-*, address-*, tenant-unreachable; asking-cancelled when another address was typed meanwhile. */
  async #look(): Promise<Result<void>> {
    const form = this.#form;
    const place = form.place;
    const found = await this.#api.examine(place);
    if (!found.ok) return found;
    form.find({ ...place, view: found.value });
    this.#news = form.concerns.length > 0;
    if (form.found === null) return fail({ code: 'asking-cancelled' });
    const { trouble } = found.value;
    return trouble === null ? ok(undefined) : fail({ code: 'tenant-unreachable', trouble });
  }
}
