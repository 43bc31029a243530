import { createHash } from 'node:crypto';
import { newSecretRequest, type SecretTerms } from '../../../core/domain/directory-api/tenant-request.ts';
import { toldSecretIn, type ToldSecret } from '../../../core/domain/directory-api/tenant-secret.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import { readSecrets, unknown } from './tenant-read-application.ts';
import type { TenantParts } from './tenant-parts.ts';
import { decided, noTrace, unlessRead, write } from './tenant-writes.ts';

/**
 * Has the tenant make a secret. Its value comes in one answer only, so where it is lost, the one that is new is named, for a
 * person to judge, and none is asked for again by itself. Failures: secret-value-lost, application-unknown, tenant-*.
 */
export async function issueSecret(
  parts: TenantParts,
  id: ApplicationId,
  terms: SecretTerms,
): Promise<Result<ToldSecret>> {
  const before = await readSecrets(parts, id);
  if (!before.ok) return before;
  const known = new Set<string>(before.value.map((secret) => secret.id));
  const told = await write(parts, {
    ...{ what: 'secret', request: newSecretRequest(id, terms), missing: unknown(id) },
    told: ({ json }) => toldSecretIn(json),
    look: async () => {
      const after = await readSecrets(parts, id);
      if (!after.ok) return unlessRead(after.failure);
      const [made, ...more] = after.value.filter((secret) => !known.has(secret.id));
      if (!made) return noTrace;
      if (more.length > 0) return decided({ code: 'tenant-outcome-unknown', what: 'secret', reply: null });
      return decided({ code: 'secret-value-lost', hint: made.hint });
    },
  });
  return told.ok ? ok(withDigest(told.value)) : told;
}

function withDigest(told: ToldSecret): ToldSecret {
  const digest = createHash('sha256').update(told.value, 'utf8').digest('hex');
  return { ...told, secret: { ...told.secret, digest } };
}
