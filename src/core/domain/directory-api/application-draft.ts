import { parseDescription, parseDisplayName, parseName } from '../application.ts';
import type { ProvidedApi } from '../provided-api.ts';
import { addApi, parseApiDescription, parseApiName } from '../provided-api.ts';
import { ok, type Result } from '../result.ts';
import { checkTokenPolicy, GRANTS, TOKEN_FORMATS, type Grant, type TokenPolicy } from '../token/token-policy.ts';
import { errorOf, invalid, type ApiError, type Judged } from './api-error.ts';
import { APPLICATION_MEMBERS, READ_ONLY } from './application-members.ts';
import { at } from './application-shape.ts';
import { FRESH_APPLICATION } from './fresh-application.ts';
import { isList, isObject, memberOf, overlayOf, withMember } from './json-value.ts';
import { pathOf, textIn, violation } from './member-rules.ts';
import { AUTHENTICATION, type ConsumedApiShape, type Json, type JsonObject } from './wire.ts';

/** Everything an application's JSON can change. */
export interface ApplicationDraft {
  /** Real directories have applications without one. */
  readonly name?: string;
  readonly displayName?: string;
  readonly description: string;
  readonly providedApis: readonly ProvidedApi[];
  /** As they are wanted; whether they can be had, their providers know. */
  readonly consumedApis: readonly ConsumedApiShape[];
  readonly tokenPolicy: TokenPolicy;
  readonly allowLocking: boolean;
  /** SAP's write-only member of `restApiAuthentication`. */
  readonly unlock: boolean;
  /** A UUID, or absent. */
  readonly parentId?: string;
  /** Laid over those of a fresh application. */
  readonly directorySettings: JsonObject;
}

const PARENT = ['parentApplicationId'];
const PROVIDED_APIS = [AUTHENTICATION, 'providedApis'];
export const CONSUMED_APIS = [AUTHENTICATION, 'consumedApis'];
const OPEN_ID = [AUTHENTICATION, 'openIdConnectConfiguration'];
const GRANT_TYPES = [...OPEN_ID, 'restrictedGrantTypes'];
const LIFETIME = [...OPEN_ID, 'tokenPolicy', 'jwtValidity'];
const FORMAT = [...OPEN_ID, 'tokenPolicy', 'accessTokenFormat'];
const REST_API = [AUTHENTICATION, 'restApiAuthentication'];
const ALLOW_LOCKING = [...REST_API, 'allowLocking'];
const UNLOCK = [...REST_API, 'unlock'];

/** In the record by words of its own. */
const OWN_MEMBERS: readonly (readonly string[])[] = [
  ...[['name'], ['description'], ['branding', 'displayName'], PARENT, PROVIDED_APIS, CONSUMED_APIS],
  ...[GRANT_TYPES, LIFETIME, FORMAT, ALLOW_LOCKING, UNLOCK],
];

export const NAME_MISSING: ApiError = invalid('/name', 'It must not be empty.');

/** What keeps a record from growing without end. */
const SETTINGS_MAXIMUM = 65_536;

const targetOf = (path: readonly string[]): string => path.reduce(pathOf, '');

/** Reads the whole JSON of an application, as a create or the outcome of a PATCH has it. */
export function draftOf(shape: JsonObject): Judged<ApplicationDraft> {
  const error = violation(APPLICATION_MEMBERS, shape);
  if (error) return { error };
  const texts = textsOf(shape);
  if (texts.error) return texts;
  const providedApis = providedApisOf(at(shape, PROVIDED_APIS));
  if (providedApis.error) return providedApis;
  const tokenPolicy = policyOf(shape);
  if (tokenPolicy.error) return tokenPolicy;
  const directorySettings = overlayOf(
    FRESH_APPLICATION,
    [...READ_ONLY, ...OWN_MEMBERS].reduce(without, settled(shape)),
  );
  if (JSON.stringify(directorySettings).length > SETTINGS_MAXIMUM)
    return { error: invalid('', 'The application has too many settings.') };
  return {
    value: {
      ...{ ...texts.value, ...parentOf(shape) },
      ...{ providedApis: providedApis.value, consumedApis: wantedOf(at(shape, CONSUMED_APIS)) },
      tokenPolicy: tokenPolicy.value,
      ...{ allowLocking: at(shape, ALLOW_LOCKING) !== false, unlock: at(shape, UNLOCK) === true },
      directorySettings,
    },
  };
}

type Texts = Pick<ApplicationDraft, 'name' | 'displayName' | 'description'>;

function textsOf(shape: JsonObject): Judged<Texts> {
  const name = asSent(textIn(shape, 'name') ?? '', parseName, 'name');
  if (name.error) return name;
  const description = asSent(textIn(shape, 'description') ?? '', parseDescription, 'description');
  if (description.error) return description;
  const branding = memberOf(shape, 'branding');
  const shown = isObject(branding) ? (textIn(branding, 'displayName') ?? '') : '';
  const displayName = shown === '' ? { value: '' } : asSent(shown, parseDisplayName, 'branding/displayName');
  if (displayName.error) return displayName;
  return {
    value: {
      ...(name.value === '' ? {} : { name: name.value }),
      ...(displayName.value === '' ? {} : { displayName: displayName.value }),
      description: description.value,
    },
  };
}

/** A client compares what it sent with what it reads, so a text that the product would have trimmed is refused. */
function asSent(sent: string, parse: (typed: string) => Result<string>, path: string): Judged<string> {
  const target = pathOf('', path);
  const parsed = parse(sent);
  if (!parsed.ok) return { error: errorOf(parsed.failure, target) };
  return parsed.value === sent ? parsed : { error: invalid(target, 'It must not begin or end with a blank.') };
}

function providedApisOf(list: Json | undefined): Judged<readonly ProvidedApi[]> {
  let apis: Result<readonly ProvidedApi[]> = ok([]);
  for (const [index, each] of objectsIn(list).entries()) {
    const path = `${targetOf(PROVIDED_APIS)}/${index}`;
    const name = asSent(textIn(each, 'name') ?? '', parseApiName, `${path.slice(1)}/name`);
    if (name.error) return name;
    const description = asSent(textIn(each, 'description') ?? '', parseApiDescription, `${path.slice(1)}/description`);
    if (description.error) return description;
    if ((textIn(each, 'type') ?? 'public') !== 'public')
      return { error: invalid(`${path}/type`, 'It must be public.') };
    apis = apis.ok ? addApi(apis.value, { name: name.value, description: description.value }) : apis;
    if (!apis.ok) return { error: errorOf(apis.failure, targetOf(PROVIDED_APIS)) };
  }
  return { value: apis.ok ? apis.value : [] };
}

/** Recorded ids are in small letters; a client may write them in capitals. */
const idIn = (object: JsonObject, name: string): string | undefined => textIn(object, name)?.toLowerCase();

function parentOf(shape: JsonObject): Pick<ApplicationDraft, 'parentId'> {
  const parentId = idIn(shape, 'parentApplicationId') ?? '';
  return parentId === '' ? {} : { parentId };
}

const wantedOf = (list: Json | undefined): readonly ConsumedApiShape[] =>
  objectsIn(list).map((each) => {
    const [clientId, apiName] = [idIn(each, 'clientId'), textIn(each, 'apiName')];
    return {
      ...{ appId: idIn(each, 'appId') ?? '', name: textIn(each, 'name') ?? '' },
      ...(clientId === undefined ? {} : { clientId }),
      ...(apiName === undefined ? {} : { apiName }),
    };
  });

function policyOf(shape: JsonObject): Judged<TokenPolicy> {
  const sent = at(shape, GRANT_TYPES);
  const grants = isList(sent) ? sent : GRANTS.filter((each) => FRESH_GRANTS.includes(each));
  if (!grants.every(isGrant))
    return { error: invalid(targetOf(GRANT_TYPES), 'It has a grant type that is not known.') };
  const format = TOKEN_FORMATS.find((each) => each === (at(shape, FORMAT) ?? 'default'));
  if (format === undefined) return { error: invalid(targetOf(FORMAT), 'It must be default, jwt or opaque.') };
  const policy = checkTokenPolicy({ grants, format, lifetime: Number(at(shape, LIFETIME) ?? 3600) });
  return policy.ok ? policy : { error: errorOf(policy.failure, targetOf(LIFETIME)) };
}

const FRESH_GRANTS: readonly Grant[] = [
  'authorizationCode',
  'password',
  'jwtBearer',
  'refreshToken',
  'clientCredentials',
];
const isGrant = (value: Json): value is Grant => GRANTS.some((grant) => grant === value);

const objectsIn = (list: Json | undefined): readonly JsonObject[] => (isList(list) ? list.filter(isObject) : []);

/** `maxExchangePeriodSeconds` follows from the period, as recorded, unless that is a number of its own. */
function settled(shape: JsonObject): JsonObject {
  const policy = at(shape, [...OPEN_ID, 'tokenPolicy']);
  if (!isObject(policy)) return shape;
  const period = memberOf(policy, 'maxExchangePeriod');
  if (period !== 'unlimited' && period !== 'maxSessionValidity') return shape;
  const seconds = period === 'unlimited' ? -1 : memberOf(policy, 'refreshValidity');
  return put(shape, [...OPEN_ID, 'tokenPolicy'], withMember(policy, 'maxExchangePeriodSeconds', seconds));
}

const without = (shape: JsonObject, path: readonly string[]): JsonObject => put(shape, path, undefined);

/** Leaves alone what is not there. */
function put(shape: JsonObject, [name, ...rest]: readonly string[], value: Json | undefined): JsonObject {
  if (name === undefined) return shape;
  if (rest.length === 0) return withMember(shape, name, value);
  const below = memberOf(shape, name);
  return isObject(below) ? { ...shape, [name]: put(below, rest, value) } : shape;
}
