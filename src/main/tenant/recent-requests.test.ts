import { describe, expect, it } from 'vitest';
import type { AnsweredRequest } from '../tenant-server/messages.ts';
import { createRecentRequests } from './recent-requests.ts';

const entry = (changed: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  ...{ time: '2026-03-01T12:00:00.000Z', clientId: 'a', dependency: 'orders', grant: 'client_credentials' },
  ...{ outcome: 'granted', reason: null, count: 1, ...changed },
});
const refused = (clientId: string) => entry({ clientId, outcome: 'refused', reason: 'secret-wrong' });

describe('the recent requests', () => {
  it('are listed newest first, and by outcome', () => {
    const recent = createRecentRequests();
    recent.add([entry(), refused('b'), entry({ clientId: 'c' })]);
    expect(recent.list('all').map(({ clientId }) => clientId)).toEqual(['c', 'b', 'a']);
    expect(recent.list('refused').map(({ clientId }) => clientId)).toEqual(['b']);
    expect(recent.list('granted').map(({ clientId }) => clientId)).toEqual(['c', 'a']);
    expect(recent.newestId()).toBe(3);
  });

  it('are the last thousand', () => {
    const recent = createRecentRequests();
    for (let number = 0; number < 3_500; number += 1) recent.add([entry({ clientId: `client-${number}` })]);
    const all = recent.list('all');
    expect(all).toHaveLength(1_000);
    expect(all[0]?.clientId).toBe('client-3499');
    expect(all.at(-1)?.clientId).toBe('client-2500');
  });

  it('sum up a burst, even of two clients that take turns, with the time of the last', () => {
    const recent = createRecentRequests();
    for (let second = 0; second < 50; second += 1) {
      const time = new Date(Date.UTC(2026, 2, 1, 12, 0, second)).toISOString();
      recent.add([
        { ...refused('a'), time },
        { ...refused('b'), time },
      ]);
    }
    expect(recent.list('all')).toEqual([
      expect.objectContaining({ clientId: 'b', count: 50, time: '2026-03-01T12:00:49.000Z' }),
      expect.objectContaining({ clientId: 'a', count: 50 }),
    ]);
    const ids = recent.list('all').map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('do not sum up what differs in anything, or came much later', () => {
    const recent = createRecentRequests();
    recent.add([entry(), entry({ dependency: 'b' }), entry({ grant: 'b' }), refused('a')]);
    recent.add([entry({ outcome: 'refused', reason: 'secret-expired' }), entry({ clientId: null })]);
    recent.add([entry({ time: '2026-03-01T12:02:00.000Z' })]);
    expect(recent.list('all')).toHaveLength(7);
  });
});
