import type { Application } from '../domain/application.ts';
import { withoutDependency } from '../domain/dependency.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';

/** The consumer may no longer call the API under this name; its secrets stay. Failures: dependency-unknown, application-unknown, store-*. */
export const removeDependency = (desk: Desk, consumerId: ApplicationId, name: string): Promise<Result<Application>> =>
  changeMembers(desk, consumerId, (current) => {
    const consumedApis = withoutDependency(current.consumedApis, name);
    return consumedApis.ok ? ok({ consumedApis: consumedApis.value }) : consumedApis;
  });
