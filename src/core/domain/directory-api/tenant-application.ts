import type { ClientIdLock } from '../client-id-lock.ts';
import { APPLICATION_KINDS, type Application, type ApplicationKind } from '../application.ts';
import type { Dependency } from '../dependency.ts';
import { applicationId, clientId } from '../identifiers.ts';
import type { ProvidedApi } from '../provided-api.ts';
import {
  DEFAULT_TOKEN_POLICY,
  GRANTS,
  TOKEN_FORMATS,
  type Grant,
  type TokenFormat,
  type TokenPolicy,
} from '../token/token-policy.ts';
import { listIn, memberIn, objectIn, textIn } from './any-case.ts';
import { isObject } from './json-value.ts';
import { AUTHENTICATION, type Json, type JsonObject } from './wire.ts';

/** An application of a remote tenant: what the product understands of it, and all that the tenant said. */
export interface TenantApplication {
  /** Without its secrets, which are asked for by themselves. */
  readonly application: Application;
  readonly raw: JsonObject;
}

/** As `listedIn`; undefined also where a list is something else, which could not be replaced without losing what it is. */
export function applicationIn(json: Json | undefined): TenantApplication | undefined {
  const authentication = isObject(json) ? objectIn(json, AUTHENTICATION) : {};
  return LISTS.some((list) => isOddList(memberIn(authentication, list))) ? undefined : listedIn(json);
}

/** Undefined for what has no id; everything else may be missing or of another type and is then as if it were not there. */
export function listedIn(json: Json | undefined): TenantApplication | undefined {
  if (!isObject(json)) return undefined;
  const id = textIn(json, 'id');
  if (id === undefined || id === '') return undefined;
  const [meta, authentication] = [objectIn(json, 'meta'), objectIn(json, AUTHENTICATION)];
  const [name, displayName] = [textIn(json, 'name'), textIn(objectIn(json, 'branding'), 'displayName')];
  const tokenPolicy = tokenPolicyIn(authentication);
  const [clientIdLock, ssoType] = [lockIn(authentication), textIn(authentication, 'ssoType')];
  const [parentId, usedBy] = [textIn(json, 'parentApplicationId'), usesIn(authentication)];
  return {
    raw: json,
    application: {
      id: applicationId(id),
      // Some clients saw none before the first secret.
      clientId: clientId(textIn(authentication, 'clientId') ?? ''),
      ...(name === undefined ? {} : { name }),
      ...(displayName === undefined ? {} : { displayName }),
      description: textIn(json, 'description') ?? '',
      kind: kindIn(meta),
      created: textIn(meta, 'created') ?? '',
      lastModified: textIn(meta, 'lastModified') ?? '',
      providedApis: listIn(authentication, 'providedApis').flatMap((each) => apiIn(each) ?? []),
      // The name of that option in the JSON is in no source.
      allowsAllApisForPrincipalPropagation: false,
      consumedApis: listIn(authentication, 'consumedApis').flatMap((each) => dependencyIn(each) ?? []),
      secrets: [],
      ...(tokenPolicy === undefined ? {} : { tokenPolicy }),
      ...(grantsIn(authentication) === undefined ? { grantsAssumed: true } : {}),
      ...(clientIdLock === undefined ? {} : { clientIdLock }),
      ...(ssoType === undefined ? {} : { ssoType }),
      ...(usedBy.length === 0 ? {} : { usedBy }),
      ...(parentId === undefined || parentId === '' ? {} : { parentId: applicationId(parentId) }),
    },
  };
}

/** One of a kind that is not known is nobody's to delete. */
const kindIn = (meta: JsonObject): ApplicationKind =>
  APPLICATION_KINDS.find((kind) => kind === textIn(meta, 'type')) ?? 'bundled';

type ListName = 'providedApis' | 'consumedApis';

const LISTS: readonly ListName[] = ['providedApis', 'consumedApis'];

const isOddList = (value: Json | undefined): boolean => value !== undefined && value !== null && !Array.isArray(value);

export function apiIn(entry: Json): ProvidedApi | undefined {
  const name = isObject(entry) ? textIn(entry, 'name') : undefined;
  return !isObject(entry) || name === undefined ? undefined : { name, description: textIn(entry, 'description') ?? '' };
}

/** Without an API's name it can only lead to all of them; such a dependency is shown and never written. */
export function dependencyIn(entry: Json): Dependency | undefined {
  if (!isObject(entry)) return undefined;
  const [name, appId, apiName] = [textIn(entry, 'name'), textIn(entry, 'appId'), textIn(entry, 'apiName')];
  if (name === undefined || appId === undefined) return undefined;
  const base = {
    ...{ name, providerId: applicationId(appId) },
    providerClientId: clientId(textIn(entry, 'clientId') ?? ''),
  };
  return apiName === undefined ? { ...base, kind: 'all-apis' } : { ...base, apiName };
}

/** Absent when the tenant says nothing of it. Neither that it is locked nor since when is ever told. */
function lockIn(authentication: JsonObject): ClientIdLock | undefined {
  const told = objectIn(authentication, REST_API);
  const [isLockEnabled, failedLogons] = [memberIn(told, 'allowLocking'), memberIn(told, 'failedLoginAttempts')];
  if (typeof isLockEnabled !== 'boolean') return undefined;
  return { isLockEnabled, failedLogons: typeof failedLogons === 'number' ? failedLogons : 0 };
}

export const REST_API = 'restApiAuthentication';

const USES = ['apiCertificates', 'jwtClientAuthCredentials', 'jwkSetConfig'];
const OPEN_ID_USES = ['redirectUris', 'postLogoutRedirectUris', 'frontChannelLogoutUris', 'backChannelLogoutUris'];

function usesIn(authentication: JsonObject): readonly string[] {
  const openId = objectIn(authentication, 'openIdConnectConfiguration');
  const isSet = (value: Json | undefined): boolean =>
    isObject(value) ? Object.values(value).some(isSet) : Array.isArray(value) ? value.length > 0 : Boolean(value);
  return [
    ...USES.filter((name) => isSet(memberIn(authentication, name))),
    ...OPEN_ID_USES.filter((name) => isSet(memberIn(openId, name))),
  ];
}

/** Absent when the tenant says nothing of it, as for applications that speak SAML only. */
function tokenPolicyIn(authentication: JsonObject): TokenPolicy | undefined {
  const openId = objectIn(authentication, 'openIdConnectConfiguration');
  const policy = objectIn(openId, 'tokenPolicy');
  const sent = grantsIn(authentication);
  const [lifetime, format] = [memberIn(policy, 'jwtValidity'), formatIn(policy)];
  if (sent === undefined && lifetime === undefined && format === undefined) return undefined;
  const named = listIn(openId, 'restrictedGrantTypes');
  return {
    // A set: a recorded tenant gave another order at every read.
    grants: sent === undefined ? DEFAULT_TOKEN_POLICY.grants : GRANTS.filter((grant) => named.includes(grant)),
    lifetime: typeof lifetime === 'number' ? lifetime : DEFAULT_TOKEN_POLICY.lifetime,
    format: format ?? DEFAULT_TOKEN_POLICY.format,
  };
}

const grantsIn = (authentication: JsonObject): Json | undefined =>
  memberIn(objectIn(authentication, 'openIdConnectConfiguration'), 'restrictedGrantTypes');

const formatIn = (policy: JsonObject): TokenFormat | undefined =>
  TOKEN_FORMATS.find((format) => format === textIn(policy, 'accessTokenFormat'));

/** Grants of the application that the product has no word for. */
export const unknownGrantsIn = (raw: JsonObject): readonly string[] =>
  listIn(objectIn(objectIn(raw, AUTHENTICATION), 'openIdConnectConfiguration'), 'restrictedGrantTypes').filter(
    (grant): grant is string => typeof grant === 'string' && !GRANTS.includes(grant as Grant),
  );
