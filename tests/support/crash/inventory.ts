import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { summaryOf, type Application } from '../../../src/core/domain/application.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import { worked } from '../outcome.ts';
import type { CrashDesk } from './crash-desk.ts';
import type { Inventory } from './said.ts';

/** Looks at everything that stands: records, index, intents, files and the keychain. */
export async function takeInventory({ desk, accounts, temporaryFiles }: CrashDesk): Promise<Inventory> {
  const summaries = worked(await desk.directory.list());
  const records: Application[] = [];
  for (const { id } of summaries) records.push(worked(await desk.directory.read(id)));
  const values = [...(await accounts())];
  return {
    applications: records.map(({ id, secrets }) => ({
      id,
      secrets: secrets.map((secret) => ({ applicationId: id, secretId: secret.id, digest: secret.digest })),
    })),
    accounts: Object.fromEntries(values.map(([id, value]) => [id, createHash('sha256').update(value).digest('hex')])),
    intents: worked(await desk.journal.pending()).length,
    temporaryFiles: temporaryFiles(),
    indexErrors: await indexErrors(desk, records),
  };
}

async function indexErrors(desk: Desk, records: readonly Application[]): Promise<readonly string[]> {
  const summaries = worked(await desk.directory.list());
  const errors = records
    .filter((record) => !summaries.some((summary) => isDeepStrictEqual(summary, summaryOf(record))))
    .map(({ id }) => `the list shows another ${id} than the record`);
  for (const provider of records) {
    const shown = worked(await desk.directory.dependentsOf(provider.id)).map(({ id }) => id);
    const dependents = records.filter((each) => each.consumedApis.some(({ providerId }) => providerId === provider.id));
    const expected = dependents.map(({ id }) => id);
    if (!isDeepStrictEqual(shown.toSorted(), expected.toSorted())) errors.push(`dependents of ${provider.id}`);
  }
  return errors;
}
