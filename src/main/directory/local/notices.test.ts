import { expect, it } from 'vitest';
import { createNoticeBoard } from './notices.ts';

const notice = { kind: 'record-unreadable', what: 'Sales', savedAs: 'a.json' } as const;

it('says that there is another notice, and nothing when the same one comes again', () => {
  let changes = 0;
  const board = createNoticeBoard(() => (changes += 1));
  board.post(notice);
  board.post({ ...notice });
  expect(changes).toBe(1);
  const renamed = { ...notice, what: 'Orders' };
  board.post(renamed);
  expect([changes, board.all()]).toEqual([2, [renamed]]);
});
