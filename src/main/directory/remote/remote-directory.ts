import { summaryOf, type ApplicationSummary } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import { PerKeyQueue } from '../../../core/use-cases/per-key-queue.ts';
import type { Directory, SecretIssuer } from '../../../core/use-cases/ports.ts';
import type { PlannedWrites } from '../../../core/use-cases/remote-creation/ports.ts';
import { changeApplication, changeAsPlanned, operationsFor } from './change-application.ts';
import { createApplication, findMade, idsNamed, makeOnce, removeApplication } from './create-application.ts';
import { issueSecret } from './issue-secret.ts';
import { readAll, readPages } from './tenant-lists.ts';
import { checkOrigin, type TenantParts } from './tenant-parts.ts';
import { readWhole } from './tenant-read-application.ts';

/** The list as its pages come. */
interface PagedList {
  /** A failure is the last of them. */
  pages(): AsyncIterable<Result<readonly ApplicationSummary[]>>;
}

export type RemoteDirectory = Directory & SecretIssuer & PlannedWrites & PagedList;

/**
 * The directory of a tenant over `/Applications/v1`. Writes of one application run one after the other, as far as this process
 * goes. Failure: tenant-address-insecure.
 */
export function openRemoteDirectory(parts: TenantParts): Result<RemoteDirectory> {
  const safe = checkOrigin(parts.origin);
  if (!safe.ok) return safe;
  const writes = new PerKeyQueue<ApplicationId>();
  return ok({
    list: () => list(parts),
    pages: () => pages(parts),
    dependentsOf: async (provider) => {
      const all = await list(parts);
      return all.ok ? ok(all.value.filter((each) => dependsOn(each, provider))) : all;
    },
    read: async (id) => {
      const read = await readWhole(parts, id);
      return read.ok ? ok(read.value.application) : read;
    },
    create: (application) => writes.run(application.id, () => createApplication(parts, application)),
    change: (id, change) => writes.run(id, () => changeApplication(parts, id, change)),
    remove: (id) => writes.run(id, () => removeApplication(parts, id)),
    named: (name) => idsNamed(parts, name),
    make: (making) => writes.run(making.application.id, () => makeOnce(parts, making)),
    find: (making) => findMade(parts, making),
    operationsFor: (id, change) => operationsFor(parts, id, change),
    changeAsPlanned: (id, planned) => writes.run(id, () => changeAsPlanned(parts, id, planned)),
    issue: (id, terms) => writes.run(id, () => issueSecret(parts, id, terms)),
  });
}

async function* pages(parts: TenantParts): AsyncGenerator<Result<readonly ApplicationSummary[]>> {
  for await (const page of readPages(parts))
    yield page.ok ? ok(page.value.map(({ application }) => summaryOf(application))) : page;
}

async function list(parts: TenantParts): Promise<Result<readonly ApplicationSummary[]>> {
  const all = await readAll(parts);
  return all.ok ? ok(all.value.map(({ application }) => summaryOf(application))) : all;
}

const dependsOn = ({ consumedApis }: ApplicationSummary, provider: ApplicationId): boolean =>
  consumedApis.some((each) => each.providerId === provider);
