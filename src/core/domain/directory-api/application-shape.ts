import type { Application } from '../application.ts';
import type { ClientIdLock } from '../client-id-lock.ts';
import type { Dependency } from '../dependency.ts';
import { tokenPolicyOf } from '../token/token-policy.ts';
import { FRESH_APPLICATION } from './fresh-application.ts';
import { isObject, memberOf, overlaid } from './json-value.ts';
import {
  APPLICATIONS_PATH,
  AUTHENTICATION,
  AUTHORIZATION,
  CORE_SCHEMA,
  IDENTITY,
  PROVISIONING,
  type Json,
  type JsonObject,
} from './wire.ts';

/** What an application's JSON says besides its record. */
export interface Surroundings {
  /** Scheme, host and port of the address that was asked. */
  readonly origin: string;
  readonly lock: Pick<ClientIdLock, 'isLockEnabled' | 'failedLogons'>;
}

/** Nobody logs on to the local tenant as a person; who writes is its owner. */
const OWNER = 'local';

export function shapeOf(application: Application, { origin, lock }: Surroundings): JsonObject {
  const stored = overlaid(FRESH_APPLICATION, application.directorySettings ?? {});
  const { id, name, description, created, lastModified, kind, parentId } = application;
  return {
    id,
    meta: {
      // Recorded: of those that are part of the tenant nobody says when and by whom they were made.
      ...(created === '' ? {} : { created, createdBy: OWNER }),
      ...{ lastModified, modifiedBy: OWNER },
      ...{ location: `${origin}${locationOf(id)}`, type: kind, version: '1' },
    },
    ...(name === undefined ? {} : { name }),
    ...(description === '' ? {} : { description }),
    ...(parentId === undefined ? {} : { parentApplicationId: parentId }),
    schemas: [CORE_SCHEMA, ...[AUTHENTICATION, AUTHORIZATION, PROVISIONING, IDENTITY].filter((urn) => urn in stored)],
    ...overlaid(stored, membersOf(application, lock)),
  };
}

export const locationOf = (id: string): string => `${APPLICATIONS_PATH}${id}`;

/** Members that the product has words for; they are in the record itself and not among its directory settings. */
function membersOf(application: Application, lock: Surroundings['lock']): JsonObject {
  const { clientId, displayName, providedApis, consumedApis } = application;
  const { grants, lifetime, format } = tokenPolicyOf(application);
  return {
    branding: displayName === undefined ? {} : { displayName },
    [AUTHENTICATION]: {
      clientId,
      ...(providedApis.length === 0
        ? {}
        : { providedApis: providedApis.map(({ name, description }) => ({ name, description, type: 'public' })) }),
      ...(consumedApis.length === 0 ? {} : { consumedApis: consumedApis.map(consumedApiOf) }),
      openIdConnectConfiguration: {
        tokenPolicy: { jwtValidity: lifetime, accessTokenFormat: format },
        restrictedGrantTypes: grants,
      },
      restApiAuthentication: { allowLocking: lock.isLockEnabled, failedLoginAttempts: lock.failedLogons },
    },
  };
}

/** A dependency on all APIs has no `apiName`: how SAP writes it is in no source, and it is read here, never made. */
const consumedApiOf = ({ name, providerId, providerClientId, apiName }: Dependency): JsonObject => ({
  appId: providerId,
  clientId: providerClientId,
  ...(apiName === undefined ? {} : { apiName }),
  name,
});

/** SAP's `schema` parameter: the core alone, or one extension of it. */
export const SCHEMAS: readonly string[] = [CORE_SCHEMA, AUTHENTICATION, AUTHORIZATION, PROVISIONING, IDENTITY];

export function narrowedTo(schema: string | undefined, shape: JsonObject): JsonObject {
  if (schema === undefined) return shape;
  const others = SCHEMAS.filter((each) => each !== schema);
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !others.includes(name)));
}

/** What is under a path of names; undefined when there is nothing. */
export function at(shape: JsonObject, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  const below = memberOf(shape, name);
  if (rest.length === 0) return below;
  return isObject(below) ? at(below, rest) : undefined;
}
