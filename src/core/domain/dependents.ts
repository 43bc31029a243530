import { compareLabels, labelOf, type Application, type ApplicationSummary } from './application.ts';
import { targetOf, type ApiTarget } from './dependency.ts';
import type { ApplicationId } from './identifiers.ts';
import { findApi } from './provided-api.ts';
import { done, fail, type Result } from './result.ts';

/** One dependency of one consumer on a provider: a row of *Dependent Applications*, and what a removal would break. */
export interface AffectedDependency {
  readonly consumerId: ApplicationId;
  readonly consumer: string;
  readonly name: string;
  /** Null: all APIs of the provider. */
  readonly apiName: ApiTarget;
}

/**
 * Whether a dependency leads anywhere: a dangling one is normal data (seen in a recorded tenant), shown and offered for repair.
 * `provider-unknown`: not among the applications known, of which there may be more.
 */
export type DependencyStatus = 'working' | 'api-missing' | 'provider-missing' | 'provider-unknown';

type Provided = Pick<ApplicationSummary, 'providedApis' | 'allowsAllApisForPrincipalPropagation'>;

/** `allKnown`: whether an application that is not known does not exist. */
export function statusOfDependency(
  target: ApiTarget,
  provider: Provided | undefined,
  allKnown = true,
): DependencyStatus {
  if (!provider) return allKnown ? 'provider-missing' : 'provider-unknown';
  const leads =
    target === null ? provider.allowsAllApisForPrincipalPropagation : provider.providedApis.includes(target);
  return leads ? 'working' : 'api-missing';
}

/** Whether a dependency on this provider may lead there. Failures: api-unknown, all-apis-not-allowed. */
export function checkTarget(provider: Application, target: ApiTarget): Result<void> {
  if (target !== null)
    return findApi(provider.providedApis, target) ? done : fail({ code: 'api-unknown', name: target });
  if (provider.allowsAllApisForPrincipalPropagation) return done;
  return fail({ code: 'all-apis-not-allowed', provider: labelOf(provider) });
}

/** The dependencies of `consumers` that point at the provider, at one of its APIs (null: at all of them) when `target` is given; by consumer, then by name. */
export function dependenciesOn(
  consumers: readonly ApplicationSummary[],
  providerId: ApplicationId,
  target?: ApiTarget,
): readonly AffectedDependency[] {
  const found = consumers.flatMap((consumer) =>
    consumer.consumedApis
      .filter((each) => each.providerId === providerId && (target === undefined || targetOf(each) === target))
      .map((each) => ({
        consumerId: consumer.id,
        consumer: labelOf(consumer),
        name: each.name,
        apiName: targetOf(each),
      })),
  );
  return found.sort((one, other) => compareLabels(one.consumer, other.consumer) || compareLabels(one.name, other.name));
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
