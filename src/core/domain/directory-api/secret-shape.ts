import { parseSecretDescription, statusOf, type Secret } from '../secret.ts';
import { errorOf, invalid, type Judged } from './api-error.ts';
import { isList, memberOf } from './json-value.ts';
import { list, members, textIn, violation } from './member-rules.ts';
import type { Patchable } from './json-patch.ts';
import type { Json, JsonObject, SecretListShape, SecretShape } from './wire.ts';

/** SAP's older description has the first three; the others are newer (SAP's Terraform provider). */
const SCOPES = ['manageApp', 'manageUsers', 'oAuth', 'readUserProfile', 'manageAMSPolicies'];

export const SECRET: Patchable = {
  rule: members({
    ...{ description: 'text', validTo: 'text', authorizationScopes: list('text') },
    ...{ allApisAccess: 'flag', apiNames: list('text') },
  }),
  readOnly: [],
};

/** A secret's facts as a request may set them. */
export interface SecretDraft {
  readonly description: string;
  /** Absent: it never expires. */
  readonly validTo?: string;
  readonly scopes: readonly string[];
}

export const secretShapeOf = ({ scopes, description, id, hint, validTo }: Secret): SecretShape => ({
  authorizationScopes: scopes,
  ...(description === '' ? {} : { description }),
  ...{ id, hint },
  ...(validTo === undefined ? {} : { validTo }),
  allApisAccess: false,
});

export const secretListOf = (secrets: readonly Secret[]): SecretListShape => ({
  secrets: secrets.map(secretShapeOf),
  allApisAccess: false,
});

/** What of a secret a PATCH changes. */
export const changeableOf = ({ scopes, description, validTo }: SecretDraft): JsonObject => ({
  authorizationScopes: scopes,
  description,
  ...(validTo === undefined ? {} : { validTo }),
  allApisAccess: false,
});

interface Reading {
  readonly now: Date;
  /** As it is; a date that is not changed may have passed. */
  readonly before?: SecretDraft;
}

export function secretDraftOf(body: JsonObject, { now, before }: Reading): Judged<SecretDraft> {
  const error = violation(SECRET.rule, body);
  if (error) return { error };
  const description = parseSecretDescription(textIn(body, 'description') ?? '');
  if (!description.ok) return { error: errorOf(description.failure, '/description') };
  const scopes = scopesOf(memberOf(body, 'authorizationScopes'));
  if (scopes.error) return scopes;
  const validTo = textIn(body, 'validTo');
  const expiry: Judged<string | undefined> =
    validTo === undefined || validTo === before?.validTo ? { value: validTo } : expiryIn(validTo, now);
  if (expiry.error) return expiry;
  if (memberOf(body, 'allApisAccess') === true || memberOf(body, 'apiNames') !== undefined)
    return { error: invalid('/allApisAccess', 'The local tenant has no secrets for APIs of its own.') };
  return {
    value: {
      ...{ description: description.value, scopes: scopes.value },
      ...(expiry.value === undefined ? {} : { validTo: expiry.value }),
    },
  };
}

function scopesOf(sent: Json | undefined): Judged<readonly string[]> {
  const scopes = isList(sent) ? sent.filter((each) => typeof each === 'string') : [];
  const isFine =
    scopes.length > 0 && scopes.every((each, index) => SCOPES.includes(each) && scopes.indexOf(each) === index);
  return isFine
    ? { value: scopes }
    : { error: invalid('/authorizationScopes', 'It must name known scopes, each once.') };
}

/** Some examples of SAP lack the `Z`; what is kept has it. */
function expiryIn(sent: string, now: Date): Judged<string> {
  const validTo = sent.endsWith('Z') ? sent : `${sent}Z`;
  const isDate =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(validTo) &&
    !Number.isNaN(Date.parse(validTo)) &&
    new Date(validTo).toISOString().startsWith(validTo.slice(0, 19));
  if (!isDate) return { error: invalid('/validTo', 'It must be a time as 2030-01-31T12:00:00Z.') };
  return statusOf({ validTo }, now) === 'expired'
    ? { error: invalid('/validTo', 'It must be in the future.') }
    : { value: validTo };
}

/** SAP's older form names a secret by its hint; of several the one that expires first is meant. */
export function secretOfHint(secrets: readonly Secret[], hint: string): Secret | undefined {
  const NEVER = '9999';
  const [first] = secrets
    .filter((each) => each.hint === hint)
    .toSorted((one, other) => ((one.validTo ?? NEVER) < (other.validTo ?? NEVER) ? -1 : 1));
  return first;
}
