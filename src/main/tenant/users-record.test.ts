import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countedIds } from '../../../tests/support/counted-ids.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import type { User } from '../../core/domain/user.ts';
import { changeUser } from '../../core/use-cases/change-user.ts';
import { createUser } from '../../core/use-cases/create-user.ts';
import { removeUser } from '../../core/use-cases/remove-user.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { openUsers } from './users-record.ts';

const jane = { userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: ['Sales'] };
const joe = { ...jane, userName: 'joe', groups: [] };

function register(folder = temporaryFolder()) {
  const notices = createNoticeBoard();
  const told: (readonly User[])[] = [];
  const users = openUsers({
    folder,
    notices,
    changed: (all) => {
      told.push(all);
      return Promise.resolve();
    },
  });
  return {
    folder,
    users,
    told,
    desk: { users, ids: countedIds() },
    kinds: () => notices.all().map(({ kind }) => kind),
  };
}

describe('the record of users', () => {
  it('is not there at first, and holds none', async () => {
    expect(worked(await register().users.list())).toEqual([]);
  });

  it('keeps what was created, changed and removed, over a restart', async () => {
    const { desk, folder } = register();
    const first = worked(await createUser(desk, { ...jane, userName: ' jane ' }));
    const second = worked(await createUser(desk, joe));
    worked(await changeUser(desk, first.id, { ...jane, mail: 'doe@example.com' }));
    expect(worked(await register(folder).users.list())).toEqual([{ ...first, mail: 'doe@example.com' }, second]);
    worked(await removeUser(desk, first.id));
    expect(worked(await register(folder).users.list())).toEqual([second]);
  });

  it('is told of before a change is answered, and of nothing that was refused', async () => {
    const { desk, told } = register();
    const user = worked(await createUser(desk, jane));
    expect(told).toEqual([[user]]);
    expect(refusal(await createUser(desk, { ...jane, userName: 'JANE' }))).toMatchObject({ code: 'user-name-taken' });
    expect(refusal(await createUser(desk, { ...jane, mail: 'jane' }))).toMatchObject({ code: 'mail-malformed' });
    worked(await removeUser(desk, user.id));
    expect(refusal(await removeUser(desk, user.id))).toEqual({ code: 'user-unknown', id: user.id });
    expect(refusal(await changeUser(desk, user.id, jane))).toEqual({ code: 'user-unknown', id: user.id });
    expect(told).toEqual([[user], []]);
  });

  it('that cannot be read is left alone and told of', async () => {
    const { desk, folder } = register();
    worked(await createUser(desk, jane));
    for (const name of ['users.a.json', 'users.b.json']) writeFileSync(join(folder, name), 'x');
    const again = register(folder);
    expect(refusal(await again.users.list())).toEqual({ code: 'store-damaged', what: 'users' });
    expect(refusal(await createUser(again.desk, joe))).toEqual({ code: 'store-damaged', what: 'users' });
    expect(again.kinds()).toEqual(['record-unreadable']);
    expect(again.told).toEqual([]);
  });

  it('uses the older copy when the newer is damaged, and says so', async () => {
    const { desk, folder } = register();
    const user = worked(await createUser(desk, jane));
    worked(await createUser(desk, joe));
    writeFileSync(join(folder, 'users.a.json'), 'x');
    const again = register(folder);
    expect(worked(await again.users.list())).toEqual([user]);
    expect(again.kinds()).toEqual(['older-copy-used']);
  });
});
