import type { Application } from '../domain/application.ts';
import { checkConfirmed, type DependencyKey } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { affectedBy } from './affected.ts';
import { changeMembers, type Desk } from './desk.ts';

export interface AllApis {
  readonly providerId: ApplicationId;
  readonly allowed: boolean;
  readonly confirmed: readonly DependencyKey[];
}

/**
 * SAP's option *Allow all APIs for principal propagation* of a provider; user flows only. Once it is taken back, dependencies on all APIs stay,
 * dangling. Failures: dependents-affected, application-unknown, store-*.
 */
export async function allowAllApis(
  desk: Desk,
  { providerId, allowed, confirmed }: AllApis,
): Promise<Result<Application>> {
  if (!allowed) {
    const affected = await affectedBy(desk, providerId, null);
    if (!affected.ok) return affected;
    const agreed = checkConfirmed(affected.value, confirmed);
    if (!agreed.ok) return agreed;
  }
  return changeMembers(desk, providerId, () => ok({ allowsAllApisForPrincipalPropagation: allowed }));
}
