import { expect, it, test } from 'vitest';
import { CHECK_STEPS, stepsFrom, type CheckStepName } from './check-step.ts';
import { judgeAnswer, type TokenAnswer } from './token-answer.ts';

const refused = (error: string, status = 400): TokenAnswer => ({ kind: 'refused', status, error, description: 'Text' });

it.each<[string, TokenAnswer, CheckStepName, unknown]>([
  ['no server', { kind: 'server-absent', absence: 'off' }, 'endpoint-reached', { code: 'server-absent' }],
  ['no network', { kind: 'unreachable', trouble: 'timed-out' }, 'endpoint-reached', { code: 'network' }],
  ['a redirect', { kind: 'not-understood', status: 302 }, 'endpoint-reached', { code: 'redirected', status: 302 }],
  ['a page', { kind: 'not-understood', status: 200 }, 'endpoint-reached', { code: 'not-a-token-endpoint' }],
  ['throttling', { kind: 'not-understood', status: 429 }, 'endpoint-reached', { code: 'too-many-requests' }],
  ['401 invalid_client', refused('invalid_client', 401), 'client-accepted', { code: 'client-refused', status: 401 }],
  ['400 invalid_client', refused('invalid_client'), 'client-accepted', { code: 'client-refused', status: 400 }],
  ['unauthorized_client', refused('unauthorized_client'), 'grant-allowed', { code: 'grant-refused' }],
  ['unsupported_grant_type', refused('unsupported_grant_type'), 'grant-allowed', { code: 'grant-refused' }],
  ['invalid_target', refused('invalid_target'), 'token-returned', { code: 'request-refused' }],
  ['an unknown error', refused('something_new'), 'token-returned', { code: 'request-refused' }],
  ['invalid_request', refused('invalid_request'), 'client-accepted', { code: 'request-refused' }],
  ['no token', { kind: 'no-token' }, 'token-returned', { code: 'token-absent' }],
])('%s fails at its step; those before passed, those after were not reached', (_, answer, at, reason) => {
  const steps = stepsFrom(judgeAnswer(answer, null));
  const place = CHECK_STEPS.indexOf(at);
  expect(steps[place]).toMatchObject({ name: at, outcome: 'failed', reason });
  expect(steps.slice(0, place).every(({ outcome }) => outcome === 'passed')).toBe(true);
  expect(steps.slice(place + 1).every(({ outcome }) => outcome === 'not-reached')).toBe(true);
});

test('the exact reason goes with the refusal, which is decided by its code and not by it', () => {
  expect(judgeAnswer(refused('invalid_client'), 'client-locked')['client-accepted']).toEqual({
    ...{ code: 'client-refused', status: 400, error: 'invalid_client' },
    ...{ description: 'Text', exact: 'client-locked' },
  });
});

test('a token leaves what it says to be looked at', () => {
  const steps = stepsFrom(judgeAnswer({ kind: 'token', token: 'x' }, null));
  expect(steps.find(({ outcome }) => outcome !== 'passed')?.name).toBe('signature');
});
