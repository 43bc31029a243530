import * as v from 'valibot';
import { applicationId, clientId, isUuid, secretId, type SecretId } from '../../core/domain/identifiers.ts';
import type { Secret } from '../../core/domain/secret.ts';
import type { ParseBody } from '../records/record-file.ts';
import type { ServedAdministrator } from '../tenant-server/messages.ts';

/** The applications API's own client. `leftovers`: values that the keychain may hold and that nobody needs (any more). */
export interface AdministratorBody {
  readonly administrator: ServedAdministrator | null;
  readonly leftovers: readonly SecretId[];
}

const text = v.string();
const uuid = v.pipe(text, v.check(isUuid));
const secret: v.GenericSchema<unknown, Secret> = v.object({
  id: v.pipe(uuid, v.transform(secretId)),
  hint: text,
  description: text,
  scopes: v.array(text),
  created: text,
  keptIn: v.picklist(['keychain', 'session']),
  digest: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
});

const body: v.GenericSchema<unknown, AdministratorBody> = v.object({
  administrator: v.nullable(
    v.object({
      id: v.pipe(uuid, v.transform(applicationId)),
      clientId: v.pipe(uuid, v.transform(clientId)),
      secret,
    }),
  ),
  leftovers: v.array(v.pipe(uuid, v.transform(secretId))),
});

export const parseAdministrator: ParseBody<AdministratorBody> = (found) => {
  const parsed = v.safeParse(body, found);
  return parsed.success ? parsed.output : undefined;
};
