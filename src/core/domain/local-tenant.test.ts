import { describe, expect, it } from 'vitest';
import { checkPorts, DEFAULT_PORTS, originOf, SCHEMES, tokenEndpointOf, xssecDomainOf } from './local-tenant.ts';

it('the local tenant answers on loopback, named by its number: a name could be made to lead elsewhere', () => {
  for (const scheme of SCHEMES) {
    const address = new URL(originOf(scheme, DEFAULT_PORTS));
    expect(address.hostname).toBe('127.0.0.1');
    expect(address.origin).toBe(originOf(scheme, DEFAULT_PORTS));
  }
  expect(xssecDomainOf(DEFAULT_PORTS)).toBe(new URL(originOf('https', DEFAULT_PORTS)).host);
});

it('its token endpoint has the path SAP has', () => {
  const endpoint = new URL(tokenEndpointOf('http', DEFAULT_PORTS));
  expect(endpoint.origin).toBe(originOf('http', DEFAULT_PORTS));
  expect(endpoint.pathname).toBe('/oauth2/token');
});

describe('ports', () => {
  it('are taken from 1024 to 65535', () => {
    expect(checkPorts(DEFAULT_PORTS)).toEqual({ ok: true, value: DEFAULT_PORTS });
    expect(checkPorts({ http: 1024, https: 65_535 }).ok).toBe(true);
  });

  it.each([1023, 65_536, 0, -1, 8750.5, Number.NaN, Number.POSITIVE_INFINITY])('are refused outside: %s', (port) => {
    expect(checkPorts({ http: port, https: 8751 })).toMatchObject({
      failure: { code: 'port-out-of-range', field: 'http-port' },
    });
    expect(checkPorts({ http: 8750, https: port })).toMatchObject({
      failure: { code: 'port-out-of-range', field: 'https-port' },
    });
  });

  it('are refused when they are the same', () => {
    expect(checkPorts({ http: 9000, https: 9000 })).toMatchObject({ failure: { code: 'ports-equal', port: 9000 } });
  });
});
