import { labelOf, type ApplicationSummary } from './application.ts';
import type { Dependency } from './dependency.ts';
import type { ApplicationId } from './identifiers.ts';
import { done, fail, type Result } from './result.ts';

/** One dependency of one consumer on a provider: a row of *Dependent Applications*, and what a removal would break. */
export interface AffectedDependency {
  readonly consumerId: ApplicationId;
  readonly consumer: string;
  readonly name: string;
  readonly apiName: string;
}

/** Whether a dependency leads anywhere: a dangling one is normal data (seen in a recorded tenant), shown and offered for repair. */
export type DependencyStatus = 'working' | 'api-missing' | 'provider-missing';

export function statusOfDependency(
  dependency: Pick<Dependency, 'apiName'>,
  provider: Pick<ApplicationSummary, 'providedApis'> | undefined,
): DependencyStatus {
  if (!provider) return 'provider-missing';
  return provider.providedApis.includes(dependency.apiName) ? 'working' : 'api-missing';
}

/** The dependencies of `consumers` that point at the provider, at one of its APIs when `apiName` is given. */
export function dependenciesOn(
  consumers: readonly ApplicationSummary[],
  providerId: ApplicationId,
  apiName?: string,
): readonly AffectedDependency[] {
  return consumers.flatMap((consumer) =>
    consumer.consumedApis
      .filter((each) => each.providerId === providerId && (apiName === undefined || each.apiName === apiName))
      .map((each) => ({
        consumerId: consumer.id,
        consumer: labelOf(consumer),
        name: each.name,
        apiName: each.apiName,
      })),
  );
}

/** One dependency as a person confirmed it; the pair is unique in a directory. */
export interface DependencyKey {
  readonly consumerId: string;
  readonly name: string;
}

/**
 * Nothing others depend on is changed before a person has seen exactly who is affected. Someone added since then makes the
 * answer stale, and it is asked again. Failure: dependents-affected.
 */
export function checkConfirmed(
  affected: readonly AffectedDependency[],
  confirmed: readonly DependencyKey[],
): Result<void> {
  const known = new Set(confirmed.map(keyOf));
  return affected.every((each) => known.has(keyOf(each))) ? done : fail({ code: 'dependents-affected', affected });
}

const keyOf = (key: DependencyKey): string => `${key.consumerId}/${key.name}`;

/** Who already uses `name` for a dependency on the provider: many consumers are built to expect a fixed name. */
export const usersOfName = (dependents: readonly AffectedDependency[], name: string): readonly AffectedDependency[] =>
  dependents.filter((dependent) => dependent.name === name);
