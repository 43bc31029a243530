import { done, type Result } from '../domain/result.ts';
import { withoutUser, type UserId } from '../domain/user.ts';
import type { UserDesk } from './user-desk.ts';

/** Failures: user-unknown, store-*. */
export async function removeUser({ users }: UserDesk, id: UserId): Promise<Result<void>> {
  const written = await users.change((current) => withoutUser(current, id));
  return written.ok ? done : written;
}
