import type { ApplicationId, ClientId } from './identifiers.ts';
import { fail, ok, type Result } from './result.ts';
import { charactersOutside, lengthOf } from './text.ts';

interface DependencyOnProvider {
  readonly name: string;
  readonly providerId: ApplicationId;
  readonly providerClientId: ClientId;
}

/** An entry of a consumer's `consumedApis`: under `name`, it may call the API `apiName` of the provider. */
export interface ApiDependency extends DependencyOnProvider {
  readonly kind?: never;
  readonly apiName: string;
}

/**
 * A dependency on whatever the provider allows its users: tokens for users only, with `principal-propagation` in `ias_apis`. How
 * SAP writes it is in no source, so `kind` is a member of our own, and it is never sent to a remote tenant.
 */
export interface AllApisDependency extends DependencyOnProvider {
  readonly kind: 'all-apis';
  readonly apiName?: never;
}

export type Dependency = ApiDependency | AllApisDependency;

/** What a dependency leads to: the name of an API, or null for all APIs of the provider (users only). */
export type ApiTarget = string | null;

export const targetOf = (dependency: Dependency): ApiTarget => dependency.apiName ?? null;

export function dependencyOn(
  { id, clientId }: { readonly id: ApplicationId; readonly clientId: ClientId },
  name: string,
  target: ApiTarget,
): Dependency {
  const base = { name, providerId: id, providerClientId: clientId };
  return target === null ? { ...base, kind: 'all-apis' } : { ...base, apiName: target };
}

/** SAP's older OpenAPI description: `^[a-zA-Z0-9-_]+$`, at most 36. Today's pages say no more than "unique". */
export const DEPENDENCY_NAME_MAXIMUM = 36;
/** At most 400 dependencies a consumer (SAP: "Consume APIs from Other Applications"). */
const DEPENDENCIES_MAXIMUM = 400;

const CHARACTER = '[a-zA-Z0-9_-]';
const NAME_CHARACTER = new RegExp(`^${CHARACTER}$`);
/** The usual name, told at a glance: every token request has one. */
const NAME = new RegExp(`^${CHARACTER}+$`);

const RESOURCE_PREFIX = 'urn:sap:identity:application:provider:name:';

/** A name goes into a URN and into other people's configuration: it is refused rather than trimmed or changed. Failures: field-empty, field-characters, field-too-long. */
export function parseDependencyName(typed: string): Result<string> {
  const field = 'dependency-name';
  if (typed === '') return fail({ code: 'field-empty', field });
  const characters = NAME.test(typed) ? [] : charactersOutside(typed, NAME_CHARACTER);
  if (characters.length > 0) return fail({ code: 'field-characters', field, characters });
  const length = lengthOf(typed);
  if (length > DEPENDENCY_NAME_MAXIMUM)
    return fail({ code: 'field-too-long', field, limit: DEPENDENCY_NAME_MAXIMUM, length });
  return ok(typed);
}

/** The `resource` parameter a consumer sends to name this dependency (SAP: "Configure Consumption of Application APIs"). */
export const resourceOf = (dependencyName: string): string => `${RESOURCE_PREFIX}${dependencyName}`;

/** The dependency a resource names, or undefined for any other URN. */
export function dependencyNameIn(resource: string): string | undefined {
  if (!resource.startsWith(RESOURCE_PREFIX)) return undefined;
  const name = parseDependencyName(resource.slice(RESOURCE_PREFIX.length));
  return name.ok ? name.value : undefined;
}

export const findDependency = (dependencies: readonly Dependency[], name: string): Dependency | undefined =>
  dependencies.find((dependency) => dependency.name === name);

/** Failures: dependency-limit-reached, dependency-name-taken (`consumer` is how the failure names the application). */
export function addDependency(
  dependencies: readonly Dependency[],
  added: Dependency,
  consumer: string,
): Result<readonly Dependency[]> {
  if (dependencies.length >= DEPENDENCIES_MAXIMUM) {
    return fail({ code: 'dependency-limit-reached', limit: DEPENDENCIES_MAXIMUM });
  }
  if (findDependency(dependencies, added.name))
    return fail({ code: 'dependency-name-taken', name: added.name, consumer });
  return ok([...dependencies, added]);
}

/** Points a dependency, usually a dangling one, at another API of its provider, or at all. Failure: dependency-unknown. */
export function repointDependency(
  dependencies: readonly Dependency[],
  name: string,
  target: ApiTarget,
): Result<readonly Dependency[]> {
  if (!findDependency(dependencies, name)) return fail({ code: 'dependency-unknown', name });
  return ok(
    dependencies.map((each) =>
      each.name === name ? dependencyOn({ id: each.providerId, clientId: each.providerClientId }, name, target) : each,
    ),
  );
}

/** Failure: dependency-unknown. */
export function withoutDependency(dependencies: readonly Dependency[], name: string): Result<readonly Dependency[]> {
  if (!findDependency(dependencies, name)) return fail({ code: 'dependency-unknown', name });
  return ok(dependencies.filter((dependency) => dependency.name !== name));
}
