import { ok, type Result } from '../domain/result.ts';
import { addUser, parseUserTexts, userId, type User, type UserTexts } from '../domain/user.ts';
import type { UserDesk } from './user-desk.ts';

/** Failures: those of the fields, user-name-taken, user-limit-reached, store-*. */
export async function createUser({ users, ids }: UserDesk, typed: UserTexts): Promise<Result<User>> {
  const texts = parseUserTexts(typed);
  if (!texts.ok) return texts;
  const user: User = { id: userId(ids.next()), ...texts.value };
  const written = await users.change((current) => addUser(current, user));
  return written.ok ? ok(user) : written;
}
