import { describe, expect, it } from 'vitest';
import { JANE_DOE } from '../../../../tests/support/token-applications.ts';
import { claimsFrom } from './claims.ts';

const facts = {
  ...{ issuer: 'http://127.0.0.1:8750', tenantIssuer: 'https://127.0.0.1:8751' },
  ...{ audience: 'provider', consumer: 'consumer', apis: ['orders'], user: undefined },
  ...{ jti: 'unique', now: new Date('2026-03-01T09:30:00.999Z'), lifetime: 3600 },
};
const NOON = Date.parse('2026-03-01T09:30:00Z') / 1000;

describe('the claims of a token', () => {
  it('of technical communication name provider, consumer and API, in whole seconds and without nbf', () => {
    expect(claimsFrom(facts)).toEqual({
      ...{ iss: 'http://127.0.0.1:8750', ias_iss: 'https://127.0.0.1:8751' },
      ...{ sub: 'consumer', azp: 'consumer', aud: 'provider', ias_apis: ['orders'], sap_id_type: 'app' },
      ...{ iat: NOON, exp: NOON + 3600, jti: 'unique' },
    });
  });

  it('have no ias_apis in a token for the client itself', () => {
    expect(claimsFrom({ ...facts, apis: [] })).not.toHaveProperty('ias_apis');
  });

  it('of a user name the user, and still the consumer', () => {
    expect(claimsFrom({ ...facts, user: JANE_DOE })).toMatchObject({
      ...{ sub: 'jane', azp: 'consumer', aud: 'provider', sap_id_type: 'user', mail: 'jane@example.com' },
      ...{ first_name: 'Jane', last_name: 'Doe', user_uuid: JANE_DOE.id, scim_id: JANE_DOE.id },
      groups: ['Buyers', 'Everyone'],
    });
    expect(claimsFrom({ ...facts, user: { ...JANE_DOE, groups: [] } })).not.toHaveProperty('groups');
  });
});
