import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTokenPolicy,
  DEFAULT_TOKEN_POLICY,
  formatFor,
  GRANTS,
  isGrantName,
  LIFETIME_MAXIMUM,
  LIFETIME_MINIMUM,
  SERVED_GRANTS,
  TOKEN_FORMATS,
  tokenPolicyOf,
} from './token-policy.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const policy = (format: (typeof TOKEN_FORMATS)[number]) => ({ ...DEFAULT_TOKEN_POLICY, format });

describe('a token policy', () => {
  it('is SAP’s for a new application unless something else is set: no token exchange, an hour', () => {
    expect(tokenPolicyOf({})).toBe(DEFAULT_TOKEN_POLICY);
    expect(DEFAULT_TOKEN_POLICY).toEqual({
      grants: ['authorizationCode', 'password', 'jwtBearer', 'refreshToken', 'clientCredentials'],
      ...{ lifetime: 3600, format: 'default' },
    });
    const other = policy('opaque');
    expect(tokenPolicyOf({ tokenPolicy: other })).toBe(other);
  });

  it('keeps every grant once, in one order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...GRANTS)), (grants) => {
        const checked = checkTokenPolicy({ grants, lifetime: 3600, format: 'jwt' });
        const expected = GRANTS.filter((grant) => grants.includes(grant));
        expect(checked).toEqual({ ok: true, value: { grants: expected, lifetime: 3600, format: 'jwt' } });
      }),
    );
  });

  it.each([LIFETIME_MINIMUM - 1, LIFETIME_MAXIMUM + 1, 60.5, 0, -60, Number.NaN, Infinity])(
    'cannot have a lifetime of %s seconds',
    (lifetime) => {
      expect(checkTokenPolicy({ ...DEFAULT_TOKEN_POLICY, lifetime })).toEqual({
        ok: false,
        failure: {
          ...{ code: 'token-lifetime-out-of-range', field: 'token-lifetime' },
          ...{ minimum: LIFETIME_MINIMUM, maximum: LIFETIME_MAXIMUM },
        },
      });
    },
  );

  it.each([LIFETIME_MINIMUM, LIFETIME_MAXIMUM])('can have one of %d seconds', (lifetime) => {
    expect(checkTokenPolicy({ ...DEFAULT_TOKEN_POLICY, lifetime }).ok).toBe(true);
  });
});

describe('the format of a token', () => {
  it('goes by the grant, unless the provider or the request says otherwise; the request counts more', () => {
    expect(formatFor('client_credentials', policy('default'), undefined)).toBe('jwt');
    expect(formatFor(JWT_BEARER, policy('default'), undefined)).toBe('opaque');
    expect(formatFor('urn:ietf:params:oauth:grant-type:token-exchange', policy('default'), undefined)).toBe('opaque');
    expect(formatFor('client_credentials', policy('opaque'), undefined)).toBe('opaque');
    expect(formatFor(JWT_BEARER, policy('jwt'), undefined)).toBe('jwt');
    for (const wished of ['jwt', 'opaque'] as const)
      for (const format of TOKEN_FORMATS) expect(formatFor(JWT_BEARER, policy(format), wished)).toBe(wished);
  });
});

describe('a grant in a request', () => {
  it('is one of the three that are served', () => {
    expect(Object.keys(SERVED_GRANTS).every(isGrantName)).toBe(true);
    for (const text of ['', 'password', 'clientCredentials', '__proto__', 'constructor', 'CLIENT_CREDENTIALS'])
      expect(isGrantName(text)).toBe(false);
  });
});
