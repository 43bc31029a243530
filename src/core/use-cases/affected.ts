import type { ApiTarget } from '../domain/dependency.ts';
import { dependenciesOn, type AffectedDependency } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';

/** The dependencies that lead to the application, or to one of its APIs: whom a removal or a new name would break. */
export async function affectedBy(
  desk: Desk,
  providerId: ApplicationId,
  target?: ApiTarget,
): Promise<Result<readonly AffectedDependency[]>> {
  const dependents = await desk.directory.dependentsOf(providerId);
  return dependents.ok ? ok(dependenciesOn(dependents.value, providerId, target)) : dependents;
}
