import type { Application } from '../domain/application.ts';
import { findDependency, repointDependency, type ApiTarget } from '../domain/dependency.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { checkTarget } from '../domain/dependents.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';

export interface Repointing {
  readonly consumerId: ApplicationId;
  readonly name: string;
  /** An API the dependency's provider provides now, or null for all where it allows that. */
  readonly apiName: ApiTarget;
}

/** Repairs a dangling dependency. Failures: dependency-unknown, application-unknown, api-unknown, all-apis-not-allowed, store-*. */
export async function repointToApi(
  desk: Desk,
  { consumerId, name, apiName }: Repointing,
): Promise<Result<Application>> {
  const consumer = await desk.directory.read(consumerId);
  if (!consumer.ok) return consumer;
  const dependency = findDependency(consumer.value.consumedApis, name);
  if (!dependency) return fail({ code: 'dependency-unknown', name });
  const provider = await desk.directory.read(dependency.providerId);
  if (!provider.ok) return provider;
  const reachable = checkTarget(provider.value, apiName);
  if (!reachable.ok) return reachable;
  return changeMembers(desk, consumerId, (current) => {
    const consumedApis = repointDependency(current.consumedApis, name, apiName);
    return consumedApis.ok ? ok({ consumedApis: consumedApis.value }) : consumedApis;
  });
}
