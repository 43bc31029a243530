import * as v from 'valibot';
import { isUuid } from '../../core/domain/identifiers.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import { userId, type User } from '../../core/domain/user.ts';
import type { UserRegister } from '../../core/use-cases/user-desk.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';

interface UsersBody {
  readonly users: readonly User[];
}

const text = v.string();
const body: v.GenericSchema<unknown, UsersBody> = v.object({
  users: v.array(
    v.object({
      id: v.pipe(text, v.check(isUuid), v.transform(userId)),
      ...{ userName: text, mail: text, firstName: text, lastName: text },
      groups: v.array(text),
    }),
  ),
});

const parseUsers: ParseBody<UsersBody> = (found) => {
  const parsed = v.safeParse(body, found);
  return parsed.success ? parsed.output : undefined;
};

interface Parts {
  /** Absolute. */
  readonly folder: string;
  readonly notices: NoticeBoard;
  /** Told of every change before it is answered. */
  readonly changed: (users: readonly User[]) => Promise<void>;
}

/**
 * All users in one record: there are few. One that cannot be read is left alone, and every call says so: a new one would take its
 * place for good.
 */
export function openUsers({ folder, notices, changed }: Parts): UserRegister {
  const file = new RecordFile({ folder, name: 'users' }, parseUsers);
  const read = (): Result<{ readonly users: readonly User[]; readonly revision: number }> => {
    const found = file.read();
    if (!found.ok) {
      const kind = found.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
      notices.post({ kind, what: 'Users', savedAs: 'users.a.json' });
      return found;
    }
    const { value, revision, damagedFile } = found.value ?? { value: { users: [] }, revision: 0, damagedFile: null };
    if (damagedFile !== null) notices.post({ kind: 'older-copy-used', what: 'Users', savedAs: damagedFile });
    return ok({ users: value.users, revision });
  };
  return {
    list: () => {
      const found = read();
      return Promise.resolve(found.ok ? ok(found.value.users) : found);
    },
    change: async (decide) => {
      const found = read();
      if (!found.ok) return found;
      const decided = decide(found.value.users);
      if (!decided.ok) return decided;
      const written = file.write({ users: decided.value }, found.value.revision);
      if (!written.ok) return written;
      await changed(decided.value);
      return decided;
    },
  };
}
