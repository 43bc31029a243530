import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aConsumer, ORDERS, SECRET, tokenForm } from '../../../tests/support/token-applications.ts';
import type { AnsweredRequest } from './messages.ts';
import { RequestLog } from './request-log.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const NOW = new Date('2026-03-01T09:30:00.000Z');

function log() {
  const posted: (readonly AnsweredRequest[])[] = [];
  const requests = new RequestLog(
    (entries) => posted.push(entries),
    () => NOW,
  );
  const add = (form: Readonly<Record<string, string>>, clientId: string | null = aConsumer().clientId) =>
    requests.add({ clientId, form: new Map(Object.entries(form)), reason: null });
  return { posted, requests, add };
}

describe('the request log', () => {
  it('tells who asked for what, a quarter of a second later, and sums up what is alike', () => {
    const { posted, add } = log();
    add(tokenForm());
    add(tokenForm());
    expect(posted).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(posted).toEqual([
      [
        {
          ...{ time: NOW.toISOString(), clientId: aConsumer().clientId, dependency: 'orders-client' },
          ...{ grant: 'client_credentials', outcome: 'granted', reason: null, count: 2 },
        },
      ],
    ]);
    vi.advanceTimersByTime(10_000);
    expect(posted).toHaveLength(1);
  });

  it('does not gather without end', () => {
    const { posted, requests } = log();
    for (let index = 0; index < 1_000; index += 1)
      requests.add({
        clientId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        form: undefined,
        reason: null,
      });
    expect(posted.map(({ length }) => length)).toEqual([200, 200, 200, 200, 200]);
  });

  it('holds no secret, into whichever parameter somebody puts it, and no long text', () => {
    const names = [...Object.keys(tokenForm()), 'assertion', 'subject_token', 'token_format', 'scope'];
    const value = fc.oneof(
      fc.constant(SECRET),
      fc.string({ minLength: 20, maxLength: 200 }),
      fc.base64String({ minLength: 43 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, secret) => {
        fc.pre(secret !== ORDERS && !tokenForm()[name]?.includes(secret));
        const { posted, requests, add } = log();
        add({ ...tokenForm(), [name]: secret }, name === 'client_id' ? secret : null);
        requests.flush();
        const told = JSON.stringify(posted);
        expect(told).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(told).not.toContain(JSON.stringify(tokenForm()['client_secret']));
      }),
    );
  });
});
