import { listIn, textIn } from './any-case.ts';
import { isObject } from './json-value.ts';
import { listedIn, type TenantApplication } from './tenant-application.ts';
import type { Json } from './wire.ts';

export interface TenantPage {
  readonly applications: readonly TenantApplication[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** Undefined for what is no list of applications. An entry without an id is nobody's, and is left out; one that cannot be written is listed. */
export function pageIn(json: Json | undefined): TenantPage | undefined {
  if (!isObject(json) || !Object.keys(json).some((name) => name.toLowerCase() === 'applications')) return undefined;
  const nextCursor = textIn(json, 'nextCursor');
  return {
    applications: listIn(json, 'applications').flatMap((each) => listedIn(each) ?? []),
    ...(nextCursor === undefined || nextCursor === '' ? {} : { nextCursor }),
  };
}
