import type { Application } from '../domain/application.ts';
import type { DependencyKey } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { replaceApi, type ProvidedApi } from '../domain/provided-api.ts';
import { done, ok, type Result } from '../domain/result.ts';
import { checkAffected } from './affected.ts';
import { changeMembers, type Desk } from './desk.ts';
import { parseApi } from './provide-api.ts';

export interface ApiChange extends ProvidedApi {
  readonly providerId: ApplicationId;
  /** Name the API has now. */
  readonly current: string;
  readonly confirmed: readonly DependencyKey[];
}

/**
 * Renames or describes. Dependencies name the API, so a new name leaves them dangling, as in a real tenant: those affected must
 * have been confirmed. Failures: those of name and description, api-unknown, api-name-taken, dependents-affected, store-*.
 */
export async function changeProvidedApi(desk: Desk, change: ApiChange): Promise<Result<Application>> {
  const api = parseApi(change);
  if (!api.ok) return api;
  const provider = await desk.directory.read(change.providerId);
  if (!provider.ok) return provider;
  // Nobody is asked to confirm what is not going to happen.
  const replaced = replaceApi(provider.value.providedApis, change.current, api.value);
  if (!replaced.ok) return replaced;
  const allowed =
    api.value.name === change.current ? done : await checkAffected(desk, { ...change, target: change.current });
  if (!allowed.ok) return allowed;
  return changeMembers(desk, change.providerId, (current) => {
    const providedApis = replaceApi(current.providedApis, change.current, api.value);
    return providedApis.ok ? ok({ providedApis: providedApis.value }) : providedApis;
  });
}
