import type { FieldName } from './field.ts';
import { fail, ok, type Result } from './result.ts';

export const SCHEMES = ['http', 'https'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Where the local tenant listens, for each scheme; both on the loopback address only. */
export type TenantPorts = Readonly<Record<Scheme, number>>;

export const DEFAULT_PORTS: TenantPorts = { http: 8750, https: 8751 };

/** Below are the ports a system keeps for its own services. */
export const PORT_MINIMUM = 1024;
export const PORT_MAXIMUM = 65_535;

const PORT_FIELDS: Readonly<Record<Scheme, FieldName>> = { http: 'http-port', https: 'https-port' };

/** Failures: port-out-of-range, ports-equal. */
export function checkPorts(ports: TenantPorts): Result<TenantPorts> {
  for (const scheme of SCHEMES) {
    const port = ports[scheme];
    if (!Number.isInteger(port) || port < PORT_MINIMUM || port > PORT_MAXIMUM) {
      return fail({
        code: 'port-out-of-range',
        field: PORT_FIELDS[scheme],
        minimum: PORT_MINIMUM,
        maximum: PORT_MAXIMUM,
      });
    }
  }
  if (ports.http === ports.https) return fail({ code: 'ports-equal', field: 'https-port', port: ports.http });
  return ok(ports);
}

/** An address as an IP literal (RFC 8252, 8.3): a name could be made to mean another machine. */
export const LOOPBACK = '127.0.0.1';

/** Scheme, host and port without a slash; the issuer of tokens asked for at this address. */
export const originOf = (scheme: Scheme, ports: TenantPorts): string => `${scheme}://${LOOPBACK}:${ports[scheme]}`;

export const tokenEndpointOf = (scheme: Scheme, ports: TenantPorts): string =>
  `${originOf(scheme, ports)}/oauth2/token`;

/** What @sap/xssec wants in `domains`: host with port, since it compares the two together. */
export const xssecDomainOf = (ports: TenantPorts): string => `${LOOPBACK}:${ports.https}`;
