import type { Application } from '../domain/application.ts';
import type { DependencyKey } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { done, ok, type Result } from '../domain/result.ts';
import { checkAffected } from './affected.ts';
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
  const provider = await desk.directory.read(providerId);
  if (!provider.ok) return provider;
  // Nobody is asked to confirm what is not going to happen.
  const takesBack = provider.value.allowsAllApisForPrincipalPropagation && !allowed;
  const agreed = takesBack ? await checkAffected(desk, { providerId, target: null, confirmed }) : done;
  if (!agreed.ok) return agreed;
  return changeMembers(desk, providerId, () => ok({ allowsAllApisForPrincipalPropagation: allowed }));
}
