import { describe, expect, test } from 'vitest';
import type { CheckReasonCode, CheckReasonOf, CheckStepName } from '../../../../core/domain/check/check-step.ts';
import { NETWORK_TROUBLES } from '../../../../core/domain/check/network-trouble.ts';
import { REQUEST_REASONS } from '../../../../core/domain/token-request.ts';
import { aCheck } from '../../../../../tests/support/checks.ts';
import { DESTINATION_WORDS } from './explanation.ts';
import { explain } from './reason-words.ts';
import { resultText, retriesText } from './step-words.ts';

const refusal = { status: 401, error: 'invalid_client', description: 'Client not found', exact: null };

/** One of each; a code without an example does not compile. */
const EXAMPLES: { readonly [C in CheckReasonCode]: CheckReasonOf<C> } = {
  'no-secret': { code: 'no-secret' },
  'secret-missing': { code: 'secret-missing', hint: 'ab=?' },
  'session-ended': { code: 'session-ended', hint: 'ab=?' },
  'made-elsewhere': { code: 'made-elsewhere', hint: 'ab=?' },
  'keychain-failed': { code: 'keychain-failed', failure: 'keychain-locked' },
  'hint-differs': { code: 'hint-differs', hint: 'ab=?' },
  'server-absent': { code: 'server-absent', absence: 'port-in-use' },
  network: { code: 'network', trouble: 'timed-out' },
  redirected: { code: 'redirected', status: 302 },
  'not-a-token-endpoint': { code: 'not-a-token-endpoint', status: 404 },
  'too-many-requests': { code: 'too-many-requests' },
  'grant-missing': { code: 'grant-missing' },
  'client-refused': { code: 'client-refused', ...refusal },
  'grant-refused': { code: 'grant-refused', ...refusal, error: 'unauthorized_client' },
  'request-refused': { code: 'request-refused', ...refusal, error: 'invalid_target' },
  'token-absent': { code: 'token-absent' },
  'token-opaque': { code: 'token-opaque' },
  'keys-not-found': { code: 'keys-not-found', trouble: 'elsewhere' },
  'algorithm-refused': { code: 'algorithm-refused', algorithm: 'none' },
  'key-unknown': { code: 'key-unknown', kid: 'key-7' },
  'signature-wrong': { code: 'signature-wrong' },
  'claim-absent': { code: 'claim-absent', expected: 'sales-orders' },
  'claim-differs': { code: 'claim-differs', expected: 'sales-orders', found: 'other' },
  expired: { code: 'expired', at: '2026-01-02T03:04:05.000Z' },
  'issued-in-future': { code: 'issued-in-future', at: '2026-01-02T03:04:05.000Z' },
  'lifetime-absent': { code: 'lifetime-absent' },
};
const reasons = Object.values(EXAMPLES);
const view = aCheck();
const said = (reason: (typeof reasons)[number], step: CheckStepName = 'ias-apis') => {
  const { meaning, advice, goTo } = explain(reason, { step, view });
  return { meaning, advice, button: DESTINATION_WORDS[goTo] };
};

describe('every reason says what it means, what to do, and where', () => {
  test.each(reasons.map((reason) => [reason.code, reason] as const))('%s', (_, reason) => {
    const { meaning, advice, button } = said(reason);
    expect(meaning).toMatch(/^\S.*[.]$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(button).toMatch(/^[A-Z]/);
    expect(`${meaning}${advice}`).not.toMatch(/undefined|NaN|\[object|null/);
  });

  test('no two in the same words', () => {
    expect(new Set(reasons.map((reason) => said(reason).meaning)).size).toBe(reasons.length);
  });

  test('each trouble of a network has words of its own', () => {
    const meanings = NETWORK_TROUBLES.map((trouble) => said({ code: 'network', trouble }).meaning);
    expect(new Set(meanings).size).toBe(NETWORK_TROUBLES.length);
  });
});

describe('a refusal', () => {
  test('is told by the exact reason where it is known', () => {
    const locked = said({ ...EXAMPLES['client-refused'], exact: 'client-locked' });
    expect(locked.meaning).toContain('locked after five wrong secrets');
    expect(locked.button).toBe('Go to Client ID Lock');
    const missing = said({ ...EXAMPLES['request-refused'], exact: 'api-missing' });
    expect(missing.meaning).toContain('no longer provides the API “sales-orders”');
  });

  test('is told as it was received where it is not, or has no words', () => {
    const received = 'The answer was 401: invalid_client, “Client not found”.';
    expect(said(EXAMPLES['client-refused']).meaning).toContain(received);
    expect(said({ ...EXAMPLES['client-refused'], exact: 'host-refused' }).meaning).toContain(received);
  });

  test('of whatever reason is never silent', () => {
    for (const exact of REQUEST_REASONS) expect(said({ ...EXAMPLES['client-refused'], exact }).meaning).not.toBe('');
  });
});

test('a wrong claim is named with what it is and what it should be', () => {
  expect(said(EXAMPLES['claim-differs'], 'audience').meaning).toBe(
    'The claim aud is “other”; it should be “sales-orders”.',
  );
  expect(said({ ...EXAMPLES['claim-differs'], expected: '' }).meaning).toContain('there should be none');
});

test('the result is one sentence, and names the first failed step', () => {
  expect(resultText(view)).toBe('The check passed: all 12 steps are right.');
  const wrong = (name: CheckStepName) => ({ name, outcome: 'failed', reason: EXAMPLES['claim-absent'] }) as const;
  expect(resultText(aCheck({ steps: [wrong('azp')] }))).toBe(
    'The check failed at the step: It was issued to (azp) “Application 5”.',
  );
  expect(resultText(aCheck({ steps: [wrong('issuer'), wrong('azp')] }))).toMatch(/^The check failed at 2 steps, first/);
});

test('what is new and was asked for again is said to be new, whatever came of it', () => {
  expect(retriesText(aCheck({ retries: 1 }))).toMatch(/^The tenant refused the request at first and accepted it/);
  const refused = { name: 'token-returned', outcome: 'not-reached' } as const;
  expect(retriesText(aCheck({ retries: 2, steps: [refused] }))).toMatch(
    /asked 3 times .* check again in a minute or two/,
  );
});
