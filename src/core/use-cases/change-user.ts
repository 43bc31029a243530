import { ok, type Result } from '../domain/result.ts';
import { parseUserTexts, replaceUser, type User, type UserId, type UserTexts } from '../domain/user.ts';
import type { UserDesk } from './user-desk.ts';

/** The id stays, so that providers recognise the user. Failures: those of the fields, user-unknown, user-name-taken, store-*. */
export async function changeUser({ users }: UserDesk, id: UserId, typed: UserTexts): Promise<Result<User>> {
  const texts = parseUserTexts(typed);
  if (!texts.ok) return texts;
  const user: User = { id, ...texts.value };
  const written = await users.change((current) => replaceUser(current, user));
  return written.ok ? ok(user) : written;
}
