import type { Application } from '../application.ts';
import { targetOf, type Dependency } from '../dependency.ts';
import type { ProvidedApi } from '../provided-api.ts';
import { fail, ok, type Result } from '../result.ts';
import { isSameEnd, type Secret } from '../secret.ts';
import { tokenPolicyOf } from '../token/token-policy.ts';
import { listIn, objectIn, withMemberIn, withoutMemberIn } from './any-case.ts';
import { isObject } from './json-value.ts';
import { apiDifference, dependencyDifference } from './list-difference.ts';
import { apiIn, dependencyIn, REST_API, unknownGrantsIn, type TenantApplication } from './tenant-application.ts';
import {
  changeSecretRequest,
  patchRequest,
  removeSecretRequest,
  sameSet,
  type PatchRequest,
  type TenantRequest,
} from './tenant-request.ts';
import { AUTHENTICATION, REST_API_READ_ONLY, type Json, type JsonObject, type PatchOperationShape } from './wire.ts';

/** The requests that turn what is there into what is wanted. */
export interface TenantChange {
  /** One PATCH of exactly the paths that differ; absent when none does. */
  readonly patch?: PatchRequest;
  readonly secrets: readonly TenantRequest[];
}

const CONFIGURATION = `/${AUTHENTICATION}/openIdConnectConfiguration`;

/** `current` with its secrets. Failure: remote-unsupported. */
export function changeFor(current: TenantApplication, wanted: Application): Result<TenantChange> {
  const before = current.application;
  if (wanted.allowsAllApisForPrincipalPropagation !== before.allowsAllApisForPrincipalPropagation)
    return fail({ code: 'remote-unsupported', what: 'all-apis' });
  const lists = listOperations(current, wanted);
  if (!lists.ok) return lists;
  const secrets = secretRequests(before, wanted);
  if (!secrets.ok) return secrets;
  const operations = [
    ...textOperations(before, wanted),
    ...lists.value,
    ...policyOperations(current, wanted),
    ...lockOperations(current, wanted),
  ];
  return ok({
    ...(operations.length === 0 ? {} : { patch: patchRequest(before.id, operations) }),
    secrets: secrets.value,
  });
}

const replace = (path: string, value: Json): PatchOperationShape => ({ op: 'replace', path, value });

/** `replace` also sets what is not there, and an empty description takes it away (recorded). */
function textOperations(before: Application, wanted: Application): readonly PatchOperationShape[] {
  const texts = [
    ['/name', before.name, wanted.name],
    ['/description', before.description, wanted.description],
    ['/branding/displayName', before.displayName, wanted.displayName],
  ] as const;
  return texts.flatMap(([path, was, is]) => (was === is ? [] : [replace(path, is ?? '')]));
}

function listOperations(current: TenantApplication, wanted: Application): Result<readonly PatchOperationShape[]> {
  const { application: before, raw } = current;
  const authentication = objectIn(raw, AUTHENTICATION);
  const operations: PatchOperationShape[] = [];
  if (apiDifference(before.providedApis, wanted.providedApis))
    operations.push(
      replace(`/${AUTHENTICATION}/providedApis`, apisFor(listIn(authentication, 'providedApis'), wanted)),
    );
  if (dependencyDifference(before.consumedApis, wanted.consumedApis)) {
    const list = dependenciesFor(listIn(authentication, 'consumedApis'), wanted.consumedApis);
    if (!list.ok) return list;
    operations.push(replace(`/${AUTHENTICATION}/consumedApis`, list.value));
  }
  return ok(operations);
}

/** Entries that stay are sent as they came, with whatever they hold; those not understood stay too. */
function apisFor(raw: readonly Json[], { providedApis }: Application): readonly Json[] {
  const find = (name: string) => providedApis.find((each) => each.name === name);
  const kept = raw.flatMap((entry): readonly Json[] => {
    const [api, wanted] = [apiIn(entry), find(apiIn(entry)?.name ?? '')];
    if (!api || !isObject(entry)) return [entry];
    if (!wanted) return [];
    return [wanted.description === api.description ? entry : withMemberIn(entry, 'description', wanted.description)];
  });
  const there = new Set(raw.map((entry) => apiIn(entry)?.name));
  return [...kept, ...providedApis.filter(({ name }) => !there.has(name)).map(newApi)];
}

const newApi = ({ name, description }: ProvidedApi): JsonObject => ({ name, description, type: 'public' });

function dependenciesFor(raw: readonly Json[], wanted: readonly Dependency[]): Result<readonly Json[]> {
  // One that leads to the same first: tenants were not seen to have two of a name, nor said to refuse them.
  const find = (there: Dependency) => {
    const named = wanted.filter((each) => each.name === there.name);
    return named.find((each) => isSame(each, there)) ?? named[0];
  };
  const entries: Json[] = [];
  for (const entry of raw) {
    const there = dependencyIn(entry);
    const kept = there && find(there);
    if (!there || !isObject(entry)) entries.push(entry);
    else if (kept && isSame(there, kept)) entries.push(entry);
    else if (kept) {
      const changed = pointedAt(entry, there, kept);
      if (!changed.ok) return changed;
      entries.push(changed.value);
    }
  }
  const known = new Set(raw.map((entry) => dependencyIn(entry)?.name));
  for (const each of wanted.filter(({ name }) => !known.has(name))) {
    const added = newDependency(each);
    if (!added.ok) return added;
    entries.push(added.value);
  }
  return ok(entries);
}

const isSame = (one: Dependency, other: Dependency): boolean =>
  one.providerId === other.providerId && targetOf(one) === targetOf(other);

function pointedAt(entry: JsonObject, there: Dependency, wanted: Dependency): Result<JsonObject> {
  if (there.providerId !== wanted.providerId || there.apiName === undefined || wanted.apiName === undefined)
    return newDependency(wanted);
  return ok(withMemberIn(entry, 'apiName', wanted.apiName));
}

/** The tenant adds the provider's client ID itself. */
function newDependency({ name, apiName, providerId }: Dependency): Result<JsonObject> {
  if (apiName === undefined) return fail({ code: 'remote-unsupported', what: 'all-apis' });
  return ok({ name, apiName, appId: providerId });
}

function policyOperations(current: TenantApplication, wanted: Application): readonly PatchOperationShape[] {
  const [before, after] = [tokenPolicyOf(current.application), tokenPolicyOf(wanted)];
  return [
    ...(sameSet(before.grants, after.grants)
      ? []
      : [replace(`${CONFIGURATION}/restrictedGrantTypes`, [...after.grants, ...unknownGrantsIn(current.raw)])]),
    ...(before.lifetime === after.lifetime
      ? []
      : [replace(`${CONFIGURATION}/tokenPolicy/jwtValidity`, after.lifetime)]),
    ...(before.format === after.format
      ? []
      : [replace(`${CONFIGURATION}/tokenPolicy/accessTokenFormat`, after.format)]),
  ];
}

/**
 * `unlock` is write-only and recorded in a `replace` of the whole object, whose other members would change if they were left out;
 * without what the tenant counts and notes itself, as recorded.
 */
function lockOperations(
  { application: { clientIdLock: before }, raw }: TenantApplication,
  { clientIdLock: after }: Application,
): readonly PatchOperationShape[] {
  if (!before || !after) return [];
  const unlocks = after.failedLogons === 0 && before.failedLogons > 0;
  if (!unlocks && before.isLockEnabled === after.isLockEnabled) return [];
  const writable = REST_API_READ_ONLY.reduce(withoutMemberIn, objectIn(objectIn(raw, AUTHENTICATION), REST_API));
  const told = withMemberIn(writable, 'allowLocking', after.isLockEnabled);
  return [replace(`/${AUTHENTICATION}/${REST_API}`, unlocks ? { ...told, unlock: true } : told)];
}

function secretRequests(before: Application, wanted: Application): Result<readonly TenantRequest[]> {
  const find = (list: readonly Secret[], { id }: Secret) => list.find((each) => each.id === id);
  if (wanted.secrets.some((each) => !find(before.secrets, each)))
    return fail({ code: 'remote-unsupported', what: 'own-secret' });
  return ok(
    before.secrets.flatMap((secret) => {
      const kept = find(wanted.secrets, secret);
      if (!kept) return [removeSecretRequest(before.id, secret.id)];
      return changeSecretRequest(before.id, secret, kept) ?? [];
    }),
  );
}

/** Names of what is not as it was wanted, apart from the lists, which have a difference of their own. */
export function otherwise(wanted: Application, found: Application): readonly string[] {
  const [policy, kept] = [tokenPolicyOf(wanted), tokenPolicyOf(found)];
  const checks: readonly (readonly [string, boolean])[] = [
    ['name', (wanted.name ?? '') === (found.name ?? '')],
    ['displayName', (wanted.displayName ?? '') === (found.displayName ?? '')],
    ['description', wanted.description === found.description],
    ['restrictedGrantTypes', sameSet(policy.grants, kept.grants)],
    ['jwtValidity', policy.lifetime === kept.lifetime],
    ['accessTokenFormat', policy.format === kept.format],
    // A logon may fail at any time.
    ['allowLocking', sameLock(wanted, found)],
    ['apiSecrets', sameSecrets(wanted.secrets, found.secrets)],
  ];
  return checks.filter(([, isAsWanted]) => !isAsWanted).map(([name]) => name);
}

const sameLock = ({ clientIdLock: wanted }: Application, { clientIdLock: found }: Application): boolean =>
  wanted === undefined || wanted.isLockEnabled === found?.isLockEnabled;

/** Another one may have been made meanwhile; that is nobody's fault. */
const sameSecrets = (wanted: readonly Secret[], found: readonly Secret[]): boolean =>
  wanted.every((each) => {
    const there = found.find(({ id }) => id === each.id);
    return (
      there?.description === each.description &&
      isSameEnd(there.validTo, each.validTo) &&
      sameSet(there.scopes, each.scopes)
    );
  });
