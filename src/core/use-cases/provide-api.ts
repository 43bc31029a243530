import type { Application } from '../domain/application.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { addApi, parseApiDescription, parseApiName, type ProvidedApi } from '../domain/provided-api.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';

export function parseApi(typed: ProvidedApi): Result<ProvidedApi> {
  const name = parseApiName(typed.name);
  if (!name.ok) return name;
  const description = parseApiDescription(typed.description);
  return description.ok ? ok({ name: name.value, description: description.value }) : description;
}

/** Failures: those of name and description, api-name-taken, api-limit-reached, application-unknown, store-*. */
export async function provideApi(
  desk: Desk,
  providerId: ApplicationId,
  typed: ProvidedApi,
): Promise<Result<Application>> {
  const api = parseApi(typed);
  if (!api.ok) return api;
  return changeMembers(desk, providerId, (current) => {
    const providedApis = addApi(current.providedApis, api.value);
    return providedApis.ok ? ok({ providedApis: providedApis.value }) : providedApis;
  });
}
