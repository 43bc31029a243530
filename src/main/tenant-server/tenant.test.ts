import { describe, expect, it } from 'vitest';
import { issuerAt, tenantIssuer, type Tenant } from './tenant.ts';

const at = (listening: Tenant['listening']) => ({ ports: { http: 8750, https: 8751 }, listening }) as Tenant;

describe('the issuer of a token', () => {
  it('is the address it was asked at', () => {
    expect(issuerAt(at(['http', 'https']), 'http')).toBe('http://127.0.0.1:8750');
    expect(issuerAt(at(['http', 'https']), 'https')).toBe('https://127.0.0.1:8751');
  });

  it('is besides that the https address, when there is one', () => {
    expect(tenantIssuer(at(['http', 'https']), 'http')).toBe('https://127.0.0.1:8751');
    expect(tenantIssuer(at(['http']), 'http')).toBe('http://127.0.0.1:8750');
  });
});
