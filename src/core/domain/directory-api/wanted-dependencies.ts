import type { ApplicationSummary } from '../application.ts';
import { addDependency, dependencyOn, parseDependencyName, targetOf, type Dependency } from '../dependency.ts';
import type { ApplicationId } from '../identifiers.ts';
import { errorOf, invalid, type ApiError, type Judged } from './api-error.ts';
import { CONSUMED_APIS } from './application-draft.ts';
import type { ConsumedApiShape } from './wire.ts';

interface Known {
  readonly consumerId: ApplicationId;
  readonly current: readonly Dependency[];
  readonly provider: (id: string) => ApplicationSummary | undefined;
}

/**
 * The dependencies that a list asks for. One that is there already stays as it is, dangling or not; a new one has to lead to an
 * API that is provided.
 */
export function dependenciesFrom(wanted: readonly ConsumedApiShape[], known: Known): Judged<readonly Dependency[]> {
  let dependencies: readonly Dependency[] = [];
  for (const [index, each] of wanted.entries()) {
    const path = `/${CONSUMED_APIS.join('/')}/${index}`;
    const dependency = dependencyFrom(each, known, path);
    if (dependency.error) return dependency;
    const added = addDependency(dependencies, dependency.value, '');
    if (!added.ok) return { error: errorOf(added.failure, `${path}/name`) };
    dependencies = added.value;
  }
  return { value: dependencies };
}

function dependencyFrom(wanted: ConsumedApiShape, known: Known, path: string): Judged<Dependency> {
  const there = known.current.find((each) => isSame(each, wanted));
  if (there) return { value: there };
  const name = parseDependencyName(wanted.name);
  if (!name.ok) return { error: errorOf(name.failure, `${path}/name`) };
  const provider = known.provider(wanted.appId);
  if (!provider) return { error: invalid(`${path}/appId`, 'The application is not known.') };
  const error = targetError(wanted, { ...known, provider }, path);
  return error ? { error } : { value: dependencyOn(provider, name.value, wanted.apiName ?? null) };
}

function targetError(
  { apiName, clientId }: ConsumedApiShape,
  { consumerId, provider }: Omit<Known, 'provider'> & { readonly provider: ApplicationSummary },
  path: string,
): ApiError | undefined {
  if (provider.id === consumerId) return invalid(`${path}/appId`, 'It must be another application.');
  if (clientId !== undefined && clientId !== provider.clientId)
    return invalid(`${path}/clientId`, 'It is not the client ID of the application.');
  if (apiName === undefined) return invalid(`${path}/apiName`, 'It must not be empty.');
  return provider.providedApis.includes(apiName)
    ? undefined
    : invalid(`${path}/apiName`, 'The application does not provide the API.');
}

const isSame = (dependency: Dependency, { appId, clientId, apiName, name }: ConsumedApiShape): boolean =>
  dependency.name === name &&
  dependency.providerId === appId &&
  targetOf(dependency) === (apiName ?? null) &&
  (clientId === undefined || clientId === dependency.providerClientId);
