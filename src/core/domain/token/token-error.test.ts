import { describe, expect, it } from 'vitest';
import { REQUEST_REASONS, type RequestReason } from '../token-request.ts';
import { tokenErrorOf } from './token-error.ts';

/** DOMAIN, part 9, and RFC 6749, 5.2: what the caller is told for each reason. */
const EXPECTED: Readonly<Record<string, readonly RequestReason[]>> = {
  '401 invalid_client': [
    ...(['authentication-missing', 'authentication-malformed', 'client-unknown', 'client-locked'] as const),
    ...(['secret-wrong', 'secret-expired', 'secret-without-scope'] as const),
  ],
  '400 unauthorized_client': ['grant-not-allowed'],
  '400 unsupported_grant_type': ['grant-unknown'],
  '400 invalid_target': [
    ...(['resource-malformed', 'dependency-unknown', 'provider-unknown', 'api-missing'] as const),
    'all-apis-for-users-only',
  ],
  '400 invalid_request': [
    ...(['parameter-malformed', 'parameter-repeated', 'authentication-twice', 'grant-missing'] as const),
    ...(['token-format-unknown', 'assertion-missing'] as const),
  ],
  '400 invalid_grant': [
    ...(['assertion-malformed', 'assertion-signature-wrong', 'assertion-expired', 'assertion-issuer-wrong'] as const),
    ...(['assertion-audience-wrong', 'assertion-revoked', 'user-unknown'] as const),
  ],
  '413 invalid_request': ['body-too-large'],
  '415 invalid_request': ['content-type-refused'],
  '403 -': ['browser-refused'],
  '405 -': ['method-refused'],
  '421 -': ['host-refused'],
  '429 -': ['too-many-requests'],
  '500 -': ['server-fault'],
};

const told = (reason: RequestReason): string => {
  const { status, error = '-' } = tokenErrorOf(reason);
  return `${status} ${error}`;
};

describe('what the caller is told', () => {
  it('is as the standards say, for every reason there is', () => {
    for (const [expected, reasons] of Object.entries(EXPECTED))
      for (const reason of reasons) expect([reason, told(reason)]).toEqual([reason, expected]);
    expect(Object.values(EXPECTED).flat().toSorted()).toEqual([...REQUEST_REASONS].toSorted());
  });

  it('is the same for an unknown client, a wrong secret and a locked client id, in SAP’s words', () => {
    const unknown = tokenErrorOf('client-unknown');
    expect(unknown.description).toBe('Client not found');
    for (const reason of ['secret-wrong', 'client-locked', 'secret-expired', 'secret-without-scope'] as const)
      expect(tokenErrorOf(reason)).toEqual(unknown);
  });

  it('has only the characters RFC 6749 allows in a description', () => {
    for (const reason of REQUEST_REASONS)
      expect(tokenErrorOf(reason).description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
  });
});
