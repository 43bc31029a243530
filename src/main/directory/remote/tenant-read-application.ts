import { applicationIn, type TenantApplication } from '../../../core/domain/directory-api/tenant-application.ts';
import { readRequest, secretsRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import { secretsIn } from '../../../core/domain/directory-api/tenant-secret.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { readOnce } from './tenant-reads.ts';
import type { TenantParts } from './tenant-parts.ts';

export const unknown = (id: ApplicationId): Failure => ({ code: 'application-unknown', id });

/** Without its secrets. Failures: application-unknown, tenant-*. */
export const readAlone = (parts: TenantParts, id: ApplicationId): Promise<Result<TenantApplication>> =>
  readOnce(parts, { request: readRequest(id), missing: unknown(id), read: applicationIn });

export const readSecrets = (parts: TenantParts, id: ApplicationId): Promise<Result<readonly Secret[]>> =>
  readOnce(parts, { request: secretsRequest(id), missing: unknown(id), read: secretsIn });

/** With its secrets. Failures: application-unknown, tenant-*. */
export async function readWhole(parts: TenantParts, id: ApplicationId): Promise<Result<TenantApplication>> {
  const secrets = await readSecrets(parts, id);
  if (!secrets.ok) return secrets;
  const read = await readAlone(parts, id);
  return read.ok ? ok(withSecrets(read.value, secrets.value)) : read;
}

export const withSecrets = (read: TenantApplication, secrets: readonly Secret[]): TenantApplication => ({
  ...read,
  application: { ...read.application, secrets },
});
