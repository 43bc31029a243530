import { checkPorts, SCHEMES, type Scheme, type TenantPorts } from '../../../../core/domain/local-tenant.ts';
import { ok, type Result } from '../../../../core/domain/result.ts';
import { Field } from '../../state/field.svelte.ts';

/** The two ports as a person types them. That they differ shows at the second one. */
export class PortsForm {
  readonly http: Field;
  readonly https: Field;

  constructor(ports: TenantPorts) {
    this.http = new Field((typed) => this.#check('http', typed), String(ports.http));
    this.https = new Field((typed) => this.#check('https', typed), String(ports.https));
  }

  get ports(): TenantPorts {
    return { http: portOf(this.http.value), https: portOf(this.https.value) };
  }

  get changed(): boolean {
    return this.http.changed || this.https.changed;
  }

  check(): boolean {
    return SCHEMES.map((scheme) => this[scheme].check()).every(Boolean);
  }

  #check(scheme: Scheme, typed: string): Result<string> {
    // Each is judged beside one that is right, so that what is wrong shows where it is wrong.
    const other = scheme === 'http' ? 0 : portOf(this.http.value);
    const ports = scheme === 'http' ? { http: portOf(typed), https: 65_535 } : { http: 1024, https: portOf(typed) };
    const alone = checkPorts(scheme === 'http' && ports.http === 65_535 ? { ...ports, https: 1024 } : ports);
    if (!alone.ok && alone.failure.code !== 'ports-equal') return alone;
    if (scheme === 'http' || other !== portOf(typed)) return ok(typed);
    return { ok: false, failure: { code: 'ports-equal', field: 'https-port', port: other } };
  }
}

/** Not a number for everything but digits, which no rule accepts. */
const portOf = (typed: string): number => (/^\s*\d{1,5}\s*$/.test(typed) ? Number(typed) : Number.NaN);
