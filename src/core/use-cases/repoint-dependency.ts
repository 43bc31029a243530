import type { Application } from '../domain/application.ts';
import { findDependency, repointDependency } from '../domain/dependency.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { findApi } from '../domain/provided-api.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';

export interface Repointing {
  readonly consumerId: ApplicationId;
  readonly name: string;
  /** An API the dependency's provider provides now. */
  readonly apiName: string;
}

/** Repairs a dangling dependency. Failures: dependency-unknown, application-unknown, api-unknown, store-*. */
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
  if (!findApi(provider.value.providedApis, apiName)) return fail({ code: 'api-unknown', name: apiName });
  return changeMembers(desk, consumerId, (current) => {
    const consumedApis = repointDependency(current.consumedApis, name, apiName);
    return consumedApis.ok ? ok({ consumedApis: consumedApis.value }) : consumedApis;
  });
}
