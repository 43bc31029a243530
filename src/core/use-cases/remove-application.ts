import { checkRemovable } from '../domain/application.ts';
import type { DependencyKey } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { done, fail, type Result } from '../domain/result.ts';
import { checkAffected } from './affected.ts';
import type { Desk } from './desk.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Dependencies of others on it stay, dangling. Failures: application-unknown, application-protected, application-has-children, dependents-affected, keychain-*, store-*. */
export async function removeApplication(
  desk: Desk,
  id: ApplicationId,
  confirmed: readonly DependencyKey[],
): Promise<Result<void>> {
  const application = await desk.directory.read(id);
  if (!application.ok) return application;
  const removable = checkRemovable(application.value);
  if (!removable.ok) return removable;
  const childless = await checkChildless(desk, id);
  if (!childless.ok) return childless;
  const allowed = await checkAffected(desk, { providerId: id, confirmed });
  if (!allowed.ok) return allowed;
  const request = { kind: 'remove-application', applicationId: id, secrets: application.value.secrets } as const;
  return withoutSecrets(desk, request, () => desk.directory.remove(id));
}

async function checkChildless(desk: Desk, id: ApplicationId): Promise<Result<void>> {
  const all = await desk.directory.list();
  if (!all.ok) return all;
  const children = all.value.filter(({ parentId }) => parentId === id).length;
  return children === 0 ? done : fail({ code: 'application-has-children', children });
}
