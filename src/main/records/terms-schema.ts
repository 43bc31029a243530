import * as v from 'valibot';
import type { SecretTerms } from '../../core/domain/directory-api/tenant-request.ts';

/** What a secret was asked for with, as it stands in a record. */
export const secretTerms: v.GenericSchema<unknown, SecretTerms> = v.pipe(
  v.object({ description: v.string(), validTo: v.optional(v.string()), scopes: v.array(v.string()) }),
  v.transform(({ validTo, ...rest }) => (validTo === undefined ? rest : { ...rest, validTo })),
);
