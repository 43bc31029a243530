import { labelOf, summaryOf, type Application, type ApplicationSummary } from '../../core/domain/application.ts';
import { resourceOf, targetOf, type Dependency } from '../../core/domain/dependency.ts';
import { dependenciesOn, statusOfDependency } from '../../core/domain/dependents.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import { statusOf, type Secret } from '../../core/domain/secret.ts';
import { tokenPolicyOf } from '../../core/domain/token/token-policy.ts';
import type { ValuePlace } from '../../core/domain/usable-secret.ts';
import type { ApplicationRow, ApplicationView, DependencyView, SecretView } from '../../shared/ipc/views.ts';
import type { Counter } from './counter.ts';

export const rowOf = (summary: ApplicationSummary): ApplicationRow => ({
  id: summary.id,
  clientId: summary.clientId,
  label: labelOf(summary),
  name: summary.name ?? '',
  kind: summary.kind,
  providedApis: summary.providedApis.length,
  dependencies: summary.consumedApis.length,
});

/** Everything the pages of one application show; the digest of a secret stays behind. */
export async function viewOf(counter: Counter, application: Application): Promise<Result<ApplicationView>> {
  const dependents = await counter.desk.directory.dependentsOf(application.id);
  if (!dependents.ok) return dependents;
  const providers = await providersOf(counter, application);
  if (!providers.ok) return providers;
  const family = await familyOf(counter, application);
  if (!family.ok) return family;
  const self = summaryOf(application);
  const { id, clientId, kind, description, created, lastModified, providedApis } = application;
  return ok({
    ...{ id, clientId, kind, description, created, lastModified, providedApis },
    ...family.value,
    ssoType: application.ssoType ?? null,
    label: labelOf(application),
    displayName: application.displayName ?? '',
    name: application.name ?? '',
    allowsAllApisForPrincipalPropagation: application.allowsAllApisForPrincipalPropagation,
    dependents: dependenciesOn(dependents.value, id).map((each) => ({
      ...each,
      status: statusOfDependency(each.apiName, self),
    })),
    dependencies: application.consumedApis.map((each) => dependencyView(each, providers.value)),
    secrets: application.secrets.map((secret) => secretViewOf(counter, secret)),
    clientIdLock: counter.place.lockOf(application),
    tokenPolicy: tokenPolicyOf(application),
    grantsAssumed: application.grantsAssumed ?? false,
  });
}

type Family = Pick<ApplicationView, 'parent' | 'children'>;

async function familyOf({ desk }: Counter, { id, parentId }: Application): Promise<Result<Family>> {
  const all = await desk.directory.list();
  if (!all.ok) return all;
  const parent = all.value.find((each) => each.id === parentId);
  return ok({
    parent: parentId === undefined ? null : { id: parentId, label: parent ? labelOf(parent) : parentId },
    children: all.value.filter((each) => each.parentId === id).length,
  });
}

interface Providers {
  readonly known: ReadonlyMap<string, ApplicationSummary>;
  /** Those that are not known do not exist. */
  readonly all: boolean;
}

async function providersOf({ desk, place }: Counter, consumer: Application): Promise<Result<Providers>> {
  // Before the list: what comes to its end between the two is not called complete.
  const all = place.listState().status === 'ready';
  const wanted = new Set<string>(consumer.consumedApis.map((dependency) => dependency.providerId));
  if (wanted.size === 0) return ok({ known: new Map(), all });
  const listed = await desk.directory.list();
  if (!listed.ok) return listed;
  const known = listed.value.filter((each) => wanted.has(each.id)).map((each) => [each.id, each] as const);
  return ok({ known: new Map(known), all });
}

function dependencyView(dependency: Dependency, { known, all }: Providers): DependencyView {
  const provider = known.get(dependency.providerId);
  return {
    name: dependency.name,
    apiName: targetOf(dependency),
    providerId: dependency.providerId,
    provider: provider ? labelOf(provider) : dependency.providerId,
    resource: resourceOf(dependency.name),
    status: statusOfDependency(targetOf(dependency), provider, all),
    availableApis: provider?.providedApis ?? [],
    allApisAvailable: provider?.allowsAllApisForPrincipalPropagation ?? false,
  };
}

export function valuePlaceOf({ place, keychain }: Counter, secret: Secret): ValuePlace {
  const keptIn = place.keptIn(secret);
  if (keptIn === undefined) return 'elsewhere';
  return keptIn === 'session' && !keychain.sessionHolds(secret.id) ? 'session-ended' : 'here';
}

export function secretViewOf(counter: Counter, secret: Secret): SecretView {
  const { id, hint, description, created } = secret;
  const valueAt = valuePlaceOf(counter, secret);
  return {
    ...{ id, hint, description, created, keptIn: counter.place.keptIn(secret) ?? secret.keptIn },
    validTo: secret.validTo ?? null,
    status: statusOf(secret, counter.desk.clock.now()),
    sessionEnded: valueAt === 'session-ended',
    valueHere: valueAt !== 'elsewhere',
  };
}
