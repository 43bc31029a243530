import { CHECK_STEPS } from '../../src/core/domain/check/check-step.ts';
import type { CheckView, DecodedMember, TokenView } from '../../src/shared/ipc/check-views.ts';
import { aSecret, idOf } from './views.ts';

const member = (name: string, value: string, more: Partial<DecodedMember> = {}): DecodedMember => ({
  ...{ name, value, isInstant: false, meaning: null },
  ...more,
});

/** What the window gets of a token. */
export const aToken = (changed: Partial<TokenView> = {}): TokenView => ({
  handle: '00000000-0000-4000-8000-000000000077',
  header: [member('alg', 'RS256', { meaning: 'alg' })],
  claims: [
    member('iss', 'https://127.0.0.1:8751', { meaning: 'iss' }),
    member('own_claim', 'mine'),
    member('exp', '2026-01-02T04:04:05.000Z', { isInstant: true, meaning: 'exp' }),
  ],
  expires: '2026-01-02T04:04:05.000Z',
  lastUrl: '',
  ...changed,
});

/** A check of application 5, which depends on application 1, that has passed. */
export const aCheck = (changed: Partial<CheckView> = {}): CheckView => ({
  address: 'https://127.0.0.1:8751',
  over: 'https',
  consumer: { id: idOf(5), label: 'Application 5' },
  provider: { id: idOf(1), label: 'Application 1' },
  dependency: 'orders',
  apiName: 'sales-orders',
  secret: { id: aSecret(5).id, hint: 'ab=?' },
  retries: 0,
  steps: CHECK_STEPS.map((name) => ({ name, outcome: 'passed' })),
  token: aToken(),
  ...changed,
});
