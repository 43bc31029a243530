import { describe, expect, it, test } from 'vitest';
import { instantOf, judgeClaims, textOfValue, type ExpectedToken } from './judge-claims.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const seconds = NOW.getTime() / 1000;
const expected: ExpectedToken = {
  issuers: ['https://127.0.0.1:8751', 'https://own.example'],
  audience: 'provider-client',
  consumer: 'consumer-client',
  api: 'sales-orders',
};
const right = {
  iss: 'https://127.0.0.1:8751',
  aud: 'provider-client',
  azp: 'consumer-client',
  ias_apis: ['sales-orders'],
  iat: seconds,
  exp: seconds + 3600,
};
const judged = (changed: Record<string, unknown>, wanted = expected) =>
  judgeClaims({ ...right, ...changed }, wanted, NOW);

const ALL_PASSED = {
  issuer: 'passed',
  audience: 'passed',
  azp: 'passed',
  'ias-apis': 'passed',
  lifetime: 'passed',
};

describe('the claims of a token', () => {
  it('pass when all are right', () => expect(judged({})).toEqual(ALL_PASSED));

  // Each row is a control: the claim alone is wrong, and its step alone fails.
  it.each([
    ['iss', 'https://other', { issuer: { code: 'claim-differs', expected: right.iss, found: 'https://other' } }],
    ['iss', undefined, { issuer: { code: 'claim-absent', expected: right.iss } }],
    ['aud', 'someone', { audience: { code: 'claim-differs', expected: 'provider-client', found: 'someone' } }],
    ['aud', ['a', 'b'], { audience: { code: 'claim-differs', expected: 'provider-client', found: 'a, b' } }],
    ['aud', { 0: 'provider-client' }, { audience: expect.objectContaining({ code: 'claim-differs' }) as unknown }],
    ['azp', 'provider-client', { azp: expect.objectContaining({ code: 'claim-differs' }) as unknown }],
    ['azp', ['consumer-client'], { azp: expect.objectContaining({ code: 'claim-differs' }) as unknown }],
    ['ias_apis', ['sales'], { 'ias-apis': { code: 'claim-differs', expected: 'sales-orders', found: 'sales' } }],
    ['ias_apis', 'sales-orders', { 'ias-apis': expect.objectContaining({ code: 'claim-differs' }) as unknown }],
    ['ias_apis', undefined, { 'ias-apis': { code: 'claim-absent', expected: 'sales-orders' } }],
    ['exp', seconds, { lifetime: { code: 'expired', at: NOW.toISOString() } }],
    ['exp', undefined, { lifetime: { code: 'lifetime-absent' } }],
    ['exp', '4102444800', { lifetime: { code: 'lifetime-absent' } }],
    ['exp', Number.NaN, { lifetime: { code: 'lifetime-absent' } }],
    ['iat', seconds + 61, { lifetime: { code: 'issued-in-future', at: '2026-03-01T12:01:01.000Z' } }],
  ])('fail in one step when %s is %j', (claim, value, failed) => {
    expect(judged({ [claim]: value })).toEqual({ ...ALL_PASSED, ...failed });
  });

  it('pass with several audiences and several APIs, and with a clock a minute ahead', () => {
    const many = { aud: ['x', 'provider-client'], ias_apis: ['x', 'sales-orders'], iat: seconds + 60 };
    expect(judged(many)).toEqual(ALL_PASSED);
  });

  it('pass when the tenant leaves https:// out of its issuer, but not http://', () => {
    expect(judged({ iss: '127.0.0.1:8751' }).issuer).toBe('passed');
    expect(judged({ iss: 'http://127.0.0.1:8751' }).issuer).not.toBe('passed');
  });

  it('pass when discovery names the issuer so, or SAP names the tenant behind a custom domain', () => {
    expect(judged({ iss: 'own.example' }).issuer).toBe('passed');
    expect(judged({ iss: 'https://custom.example', ias_iss: 'https://127.0.0.1:8751' }).issuer).toBe('passed');
    expect(judged({ iss: 'https://custom.example', ias_iss: 'https://other' }).issuer).not.toBe('passed');
    expect(judged({ iss: undefined, ias_iss: 'https://127.0.0.1:8751' }).issuer).not.toBe('passed');
  });

  it('name no API in a token for the application itself', () => {
    const own = { ...expected, api: null };
    expect(judged({ ias_apis: undefined }, own)['ias-apis']).toBe('passed');
    expect(judged({}, own)['ias-apis']).toEqual({ code: 'claim-differs', expected: '', found: 'sales-orders' });
  });
});

test('an instant is seconds since 1970, and nothing else is one', () => {
  expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
  for (const none of [undefined, '0', Number.NaN, 1e20]) expect(instantOf(none)).toBeUndefined();
});

test('a value is read as a person reads it', () => {
  expect([textOfValue('a'), textOfValue(['a', 'b']), textOfValue([1]), textOfValue({ a: null })]).toEqual([
    'a',
    'a, b',
    '[1]',
    '{"a":null}',
  ]);
});
