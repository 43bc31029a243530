import { fail, ok, type Result } from './result.ts';
import { parseText } from './text.ts';

/** An API permission group of a provider. Its name arrives in the `ias_apis` claim of tokens for it. */
export interface ProvidedApi {
  readonly name: string;
  readonly description: string;
}

/** At most 50 groups an application, names of at most 50 characters (SAP: "Register an Application's API Permission Groups"). */
export const PROVIDED_APIS_MAXIMUM = 50;
export const API_NAME_MAXIMUM = 50;
/** The only length any source states (SAP's older OpenAPI description). */
export const API_DESCRIPTION_MAXIMUM = 124;

// RFC 8141, section 2: NSS = pchar *(pchar / "/"), with pchar of RFC 3986.
const NAMESPACE_SPECIFIC_STRING =
  /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/;

/** Failures: field-empty, field-too-long, field-characters, api-name-malformed. Blanks around the name are dropped. */
export function parseApiName(typed: string): Result<string> {
  const name = parseText({ field: 'api-name', maximum: API_NAME_MAXIMUM, required: true }, typed);
  if (!name.ok) return name;
  return NAMESPACE_SPECIFIC_STRING.test(name.value) ? name : fail({ code: 'api-name-malformed', field: 'api-name' });
}

export function parseApiDescription(typed: string): Result<string> {
  return parseText({ field: 'api-description', maximum: API_DESCRIPTION_MAXIMUM, required: false }, typed);
}

/** Exact match counts, case too: one recorded tenant has both `test` and `Test`. */
export const findApi = (apis: readonly ProvidedApi[], name: string): ProvidedApi | undefined =>
  apis.find((api) => api.name === name);

/** Failures: api-limit-reached, api-name-taken. */
export function addApi(apis: readonly ProvidedApi[], api: ProvidedApi): Result<readonly ProvidedApi[]> {
  if (apis.length >= PROVIDED_APIS_MAXIMUM) return fail({ code: 'api-limit-reached', limit: PROVIDED_APIS_MAXIMUM });
  if (findApi(apis, api.name)) return fail({ code: 'api-name-taken', name: api.name });
  return ok([...apis, api]);
}

/** The API called `name` becomes `api`, in its place. Failures: api-unknown, api-name-taken. */
export function replaceApi(
  apis: readonly ProvidedApi[],
  name: string,
  api: ProvidedApi,
): Result<readonly ProvidedApi[]> {
  if (!findApi(apis, name)) return fail({ code: 'api-unknown', name });
  if (api.name !== name && findApi(apis, api.name)) return fail({ code: 'api-name-taken', name: api.name });
  return ok(apis.map((each) => (each.name === name ? api : each)));
}

/** Failure: api-unknown. */
export function withoutApi(apis: readonly ProvidedApi[], name: string): Result<readonly ProvidedApi[]> {
  if (!findApi(apis, name)) return fail({ code: 'api-unknown', name });
  return ok(apis.filter((api) => api.name !== name));
}
