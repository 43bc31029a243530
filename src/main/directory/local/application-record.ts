import * as v from 'valibot';
import { APPLICATION_KINDS, type Application } from '../../../core/domain/application.ts';
import { isHarmless, isObject } from '../../../core/domain/directory-api/json-value.ts';
import type { Json, JsonObject } from '../../../core/domain/directory-api/wire.ts';
import { applicationId, clientId, isUuid, secretId, type ApplicationId } from '../../../core/domain/identifiers.ts';
import { GRANTS, TOKEN_FORMATS } from '../../../core/domain/token/token-policy.ts';
import type { ParseBody } from '../../records/record-file.ts';

/**
 * What a record file of an application holds. The profile id lets a lost profile be found again: secrets hang on it. Members
 * nobody knows are dropped: whoever adds one gives the record files a new format, which older versions leave alone.
 */
export interface ApplicationRecord {
  readonly profileId: string;
  readonly application: Application;
}

const uuid = v.pipe(v.string(), v.check(isUuid));
const text = v.string();

const onProvider = {
  name: text,
  providerId: v.pipe(uuid, v.transform(applicationId)),
  providerClientId: v.pipe(uuid, v.transform(clientId)),
};

const application = v.object({
  id: v.pipe(uuid, v.transform(applicationId)),
  clientId: v.pipe(uuid, v.transform(clientId)),
  name: v.exactOptional(text),
  displayName: v.exactOptional(text),
  description: text,
  kind: v.picklist(APPLICATION_KINDS),
  created: text,
  lastModified: text,
  providedApis: v.array(v.object({ name: text, description: text })),
  allowsAllApisForPrincipalPropagation: v.boolean(),
  // A version that does not know `kind` misses the API's name and takes the record for unreadable, so that it leaves it alone.
  consumedApis: v.array(
    v.union([v.object({ ...onProvider, apiName: text }), v.object({ ...onProvider, kind: v.literal('all-apis') })]),
  ),
  secrets: v.array(
    v.object({
      id: v.pipe(uuid, v.transform(secretId)),
      hint: text,
      description: text,
      validTo: v.exactOptional(text),
      scopes: v.array(text),
      created: text,
      keptIn: v.picklist(['keychain', 'session']),
      digest: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  // A version that does not know it would drop it at its next write, and then SAP's defaults count again: less is allowed.
  tokenPolicy: v.exactOptional(
    v.object({ grants: v.array(v.picklist(GRANTS)), lifetime: v.number(), format: v.picklist(TOKEN_FORMATS) }),
  ),
  // A version that does not know it would drop it at its next write: then the parent can be deleted, and no more.
  parentId: v.exactOptional(v.pipe(uuid, v.transform(applicationId))),
  // A version that does not know it would drop it at its next write: nothing here goes by what is in it.
  directorySettings: v.exactOptional(
    v.custom<JsonObject>((value) => isObject(value as Json) && isHarmless(value as Json)),
  ),
});

const record: v.GenericSchema<unknown, ApplicationRecord> = v.object({ profileId: uuid, application });

/** A record that is another application's, under a copied name, is none of this one's. */
export const parseApplicationRecord =
  (id: ApplicationId): ParseBody<ApplicationRecord> =>
  (body) => {
    const parsed = v.safeParse(record, body, { abortEarly: true });
    return parsed.success && parsed.output.application.id === id ? parsed.output : undefined;
  };
