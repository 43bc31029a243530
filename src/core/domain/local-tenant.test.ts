import { expect, it } from 'vitest';
import { LOCAL_TENANT_ADDRESS, LOCAL_TOKEN_ENDPOINT } from './local-tenant.ts';

it('the local tenant answers on loopback, named by its number: a name could be made to lead elsewhere', () => {
  const address = new URL(LOCAL_TENANT_ADDRESS);
  expect(address.hostname).toBe('127.0.0.1');
  expect(address.origin).toBe(LOCAL_TENANT_ADDRESS);
});

it('its token endpoint has the path SAP has', () => {
  const endpoint = new URL(LOCAL_TOKEN_ENDPOINT);
  expect(endpoint.origin).toBe(LOCAL_TENANT_ADDRESS);
  expect(endpoint.pathname).toBe('/oauth2/token');
});
