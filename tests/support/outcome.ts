import type { Failure } from '../../src/core/domain/failure.ts';
import type { Result } from '../../src/core/domain/result.ts';

/** The value of what must have worked; otherwise the test fails with the reason. */
export function worked<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.failure)}`);
}

/** The reason of what must have been refused. */
export function refusal(result: Result<unknown>): Failure {
  if (!result.ok) return result.failure;
  throw new Error('Worked, and should have been refused.');
}
