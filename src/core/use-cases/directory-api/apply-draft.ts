import type { Application, ApplicationSummary } from '../../domain/application.ts';
import { invalid, type ApiError, type Judged } from '../../domain/directory-api/api-error.ts';
import { NAME_MISSING, type ApplicationDraft } from '../../domain/directory-api/application-draft.ts';
import { dependenciesFrom } from '../../domain/directory-api/wanted-dependencies.ts';
import { applicationId, type ApplicationId } from '../../domain/identifiers.ts';
import { done, ok, type Result } from '../../domain/result.ts';
import { tokenPolicyOf } from '../../domain/token/token-policy.ts';
import type { ApiDesk } from './api-desk.ts';

export type Providers = (id: string) => ApplicationSummary | undefined;

/** From what is in memory. Failures: those of the directory's list. */
export async function providersAmong({ directory }: ApiDesk): Promise<Result<Providers>> {
  const all = await directory.list();
  if (!all.ok) return all;
  const byId = new Map<string, ApplicationSummary>(all.value.map((each) => [each.id, each]));
  return ok((id) => byId.get(id));
}

/** The application as the draft wants it; everything the API knows nothing of stays. */
export function applyDraft(current: Application, draft: ApplicationDraft, provider: Providers): Judged<Application> {
  if (draft.name === undefined && current.name !== undefined) return { error: NAME_MISSING };
  const orphaned = parentError(current, draft, provider);
  if (orphaned) return { error: orphaned };
  const consumedApis = dependenciesFrom(draft.consumedApis, {
    ...{ consumerId: current.id, current: current.consumedApis, provider },
  });
  if (consumedApis.error) return consumedApis;
  const { id, clientId, kind, created, lastModified, secrets, allowsAllApisForPrincipalPropagation } = current;
  const { name, displayName, description, providedApis, tokenPolicy, directorySettings } = draft;
  return {
    value: {
      ...{ id, clientId },
      ...(name === undefined ? {} : { name }),
      ...(displayName === undefined ? {} : { displayName }),
      ...(draft.parentId === undefined ? {} : { parentId: applicationId(draft.parentId) }),
      ...{ description, kind, created, lastModified, providedApis },
      ...{ allowsAllApisForPrincipalPropagation, consumedApis: consumedApis.value, secrets },
      ...(isPolicyOf(current, tokenPolicy) ? policyIn(current) : { tokenPolicy }),
      ...(Object.keys(directorySettings).length === 0 ? {} : { directorySettings }),
    },
  };
}

/** One that is there already may be gone by now. Of those in a ring none could ever be deleted. */
function parentError(
  { id, parentId }: Application,
  wanted: ApplicationDraft,
  provider: Providers,
): ApiError | undefined {
  if (wanted.parentId === undefined || wanted.parentId === parentId) return undefined;
  if (!provider(wanted.parentId)) return invalid(PARENT_PATH, 'The application is not known.');
  const ring = new Set<string>([id]);
  let above: string | undefined = wanted.parentId;
  while (above !== undefined && !ring.has(above)) {
    ring.add(above);
    above = provider(above)?.parentId;
  }
  return above === undefined ? undefined : invalid(PARENT_PATH, 'It must not be below the application itself.');
}

const PARENT_PATH = '/parentApplicationId';

const isPolicyOf = (current: Application, { grants, lifetime, format }: ApplicationDraft['tokenPolicy']): boolean => {
  const policy = tokenPolicyOf(current);
  return (
    policy.lifetime === lifetime &&
    policy.format === format &&
    policy.grants.length === grants.length &&
    policy.grants.every((grant) => grants.includes(grant))
  );
};

const policyIn = ({ tokenPolicy }: Application) => (tokenPolicy === undefined ? {} : { tokenPolicy });

/** Failure: store-*; it counts for this run all the same. */
export async function lockAsWished(
  { locks }: ApiDesk,
  id: ApplicationId,
  { allowLocking, unlock }: Pick<ApplicationDraft, 'allowLocking' | 'unlock'>,
): Promise<Result<void>> {
  const switched = locks.lockOf(id).isLockEnabled === allowLocking ? done : await locks.switchLock(id, allowLocking);
  if (!switched.ok || !unlock) return switched;
  return locks.unlock(id);
}
