import type { Application } from '../domain/application.ts';
import type { DependencyKey } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { withoutApi } from '../domain/provided-api.ts';
import { ok, type Result } from '../domain/result.ts';
import { checkAffected } from './affected.ts';
import { changeMembers, type Desk } from './desk.ts';

export interface Withdrawal {
  readonly providerId: ApplicationId;
  readonly name: string;
  readonly confirmed: readonly DependencyKey[];
}

/** Dependencies on the API stay, dangling. Failures: dependents-affected, api-unknown, application-unknown, store-*. */
export async function withdrawApi(desk: Desk, withdrawal: Withdrawal): Promise<Result<Application>> {
  const provider = await desk.directory.read(withdrawal.providerId);
  if (!provider.ok) return provider;
  // Nobody is asked to confirm what is not going to happen.
  const provided = withoutApi(provider.value.providedApis, withdrawal.name);
  if (!provided.ok) return provided;
  const allowed = await checkAffected(desk, { ...withdrawal, target: withdrawal.name });
  if (!allowed.ok) return allowed;
  return changeMembers(desk, withdrawal.providerId, (current) => {
    const providedApis = withoutApi(current.providedApis, withdrawal.name);
    return providedApis.ok ? ok({ providedApis: providedApis.value }) : providedApis;
  });
}
