import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { AddressConcern, Tenant } from '../../core/domain/tenant.ts';
import { parseTenantAddress, type TenantAddress } from '../../core/domain/tenant-address.ts';
import type { Peeked } from '../../core/use-cases/tenant-ports.ts';
import type { AddressView } from '../../shared/ipc/tenants-views.ts';
import { concernsNow } from './concerns-now.ts';

type Authority = Tenant['authority'];
type Confirmed = readonly AddressConcern[];

export interface AddressParts {
  /** A handshake, and nothing else. */
  readonly peek: (asked: { readonly origin: string; readonly authorities: readonly string[] }) => Promise<Peeked>;
}

/** What was shown of an address: what a person can have confirmed. */
interface Shown {
  readonly concerns: Confirmed;
  readonly fingerprint: string;
}

/** Dialogs that are open at a time, with room to spare. */
const REMEMBERED = 20;

/**
 * Who answers at addresses. That something was confirmed is the window's word; here it counts for what the window was shown in this
 * run of the app, and as long as the same certificate answers.
 */
export class TenantAddresses {
  readonly #parts: AddressParts;
  readonly #shown = new Map<string, Shown>();

  constructor(parts: AddressParts) {
    this.#parts = parts;
  }

  /** Failures: field-empty, field-too-long, url-malformed. */
  async examine(address: string, authority: Authority): Promise<Result<AddressView>> {
    const parsed = parseTenantAddress(address);
    if (!parsed.ok) return parsed;
    const { origin, host, concerns } = parsed.value;
    const found = await concernsNow(host, concerns);
    // A person sees whose certificate it is before anything is confirmed, so every address is looked at.
    const { certificate, trouble } = await this.#look(origin, authority);
    this.#shown.delete(origin);
    if (certificate) this.#remember(origin, { concerns: found, fingerprint: certificate.fingerprint });
    return ok({ origin, concerns: found, certificate, trouble });
  }

  /** What is to be confirmed of the address, all of which was. Failure: address-unconfirmed. */
  async judge(address: TenantAddress, confirmed: Confirmed, authority: Authority): Promise<Result<Confirmed>> {
    const { origin, host } = address;
    const concerns = await concernsNow(host, address.concerns);
    if (concerns.length === 0) return ok(concerns);
    const unconfirmed = fail({ code: 'address-unconfirmed', concerns });
    const shown = this.#shown.get(origin);
    if (!shown || !concerns.every((each) => confirmed.includes(each) && shown.concerns.includes(each)))
      return unconfirmed;
    const { certificate } = await this.#look(origin, authority);
    return certificate?.fingerprint === shown.fingerprint ? ok(concerns) : unconfirmed;
  }

  async #look(origin: string, authority: Authority): Promise<Pick<AddressView, 'certificate' | 'trouble'>> {
    const peeked = await this.#parts.peek({ origin, authorities: authority ? [authority.pem] : [] });
    return peeked.kind === 'certificate' ? peeked : { certificate: null, trouble: peeked.trouble };
  }

  #remember(origin: string, shown: Shown): void {
    this.#shown.set(origin, shown);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > REMEMBERED && oldest !== undefined) this.#shown.delete(oldest);
  }
}
