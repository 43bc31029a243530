import type { Changed, Failure } from '../domain/failure.ts';
import type { Desk } from './desk.ts';

export const stamp = (desk: Desk) => ({ id: desk.ids.next(), at: desk.clock.now().toISOString() });

/** Failures that say what they leave behind say it truly. */
export function leaving(failure: Failure, changed: Changed): Failure {
  return 'changed' in failure ? { ...failure, changed } : failure;
}
