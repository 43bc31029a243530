import { clientId, isUuid, secretId, type ClientId } from '../identifiers.ts';
import type { Secret } from '../secret.ts';
import { listIn, memberIn, textIn } from './any-case.ts';
import { isObject } from './json-value.ts';
import type { Json } from './wire.ts';

/** A secret as a tenant tells it when it makes it: the only time that the value is told. */
export interface ToldSecret {
  readonly secret: Secret;
  readonly clientId: ClientId;
  readonly value: string;
}

/** Undefined for what is no list of secrets. Newest first, as they came. */
export function secretsIn(json: Json | undefined): readonly Secret[] | undefined {
  if (!isObject(json) || !Array.isArray(memberIn(json, 'secrets'))) return undefined;
  return listIn(json, 'secrets').flatMap((each) => secretIn(each) ?? []);
}

/** A tenant tells neither when a secret was made nor anything that its value could be compared with. */
function secretIn(json: Json): Secret | undefined {
  if (!isObject(json)) return undefined;
  const [id, validTo] = [textIn(json, 'id'), textIn(json, 'validTo')];
  if (id === undefined || id === '') return undefined;
  return {
    id: secretId(id),
    hint: textIn(json, 'hint') ?? '',
    description: textIn(json, 'description') ?? '',
    ...(validTo === undefined ? {} : { validTo }),
    scopes: listIn(json, 'authorizationScopes').filter((scope) => typeof scope === 'string'),
    created: '',
    keptIn: 'keychain',
    digest: '',
  };
}

export function toldSecretIn(json: Json | undefined): ToldSecret | undefined {
  if (!isObject(json)) return undefined;
  const [secret, value] = [secretIn(json), textIn(json, 'secret')];
  // The value is kept under the id, and an id that is none could be the name of something else there.
  if (!secret || !isUuid(secret.id.toLowerCase()) || value === undefined || value === '') return undefined;
  return { secret, value, clientId: clientId(textIn(json, 'clientId') ?? '') };
}
