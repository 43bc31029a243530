import type { ApiTarget } from '../domain/dependency.ts';
import { checkConfirmed, dependenciesOn, type AffectedDependency, type DependencyKey } from '../domain/dependents.ts';
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

/** Whom a change would break, and whom the person who asks for it has been shown. */
export interface Affecting {
  readonly providerId: ApplicationId;
  /** Undefined: every dependency that leads to the application. */
  readonly target?: ApiTarget | undefined;
  readonly confirmed: readonly DependencyKey[];
}

/** Nobody is broken who has not been shown. Failures: dependents-affected, store-*. */
export async function checkAffected(desk: Desk, { providerId, target, confirmed }: Affecting): Promise<Result<void>> {
  const affected = await affectedBy(desk, providerId, target);
  return affected.ok ? checkConfirmed(affected.value, confirmed) : affected;
}
