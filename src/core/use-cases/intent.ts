import type { Changed, Failure } from '../domain/failure.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';
import type { Intent } from './ports.ts';

export const stamp = (desk: Desk) => ({ id: desk.ids.next(), at: desk.clock.now().toISOString() });

/**
 * Notes what is about to happen. A journal that refuses may hold the note all the same (a disk can fail after the rename); it
 * is taken back as far as possible, and recovery drops an intent of which nothing was carried out.
 */
export async function note(desk: Desk, intent: Intent): Promise<Result<void>> {
  const noted = await desk.journal.add(intent);
  if (noted.ok) return noted;
  await desk.journal.settle(intent.id);
  return fail(leaving(noted.failure, 'nothing'));
}

/** Failures that say what they leave behind say it truly. */
export function leaving(failure: Failure, changed: Changed): Failure {
  return 'changed' in failure ? { ...failure, changed } : failure;
}

/**
 * The refusal of something whose traces an obstacle kept from being removed. That they are there matters more than why: if
 * neither failure can say so, the store's own refusal does. What a tenant elsewhere did not answer speaks for itself.
 */
export function leftBehind(failure: Failure, obstacle: Failure): Failure {
  const speaking = [failure, obstacle].find((each) => 'changed' in each || isOfTenant(each));
  return leaving(
    speaking ?? { code: 'store-write-failed', trouble: 'other', changed: 'nothing' },
    'tidied-at-next-start',
  );
}

const isOfTenant = ({ code }: Failure): boolean => code.startsWith('tenant-') && !code.startsWith('tenant-server-');
