import type { Application } from '../../src/core/domain/application.ts';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import type { Desk } from '../../src/core/use-cases/desk.ts';
import type { Intent } from '../../src/core/use-cases/ports.ts';
import { countedIds } from './counted-ids.ts';
import { fixedClock, type FixedClock } from './fixed-clock.ts';
import { fixedSecretMaker } from './fixed-secret-maker.ts';
import { createInMemoryDirectory } from './in-memory-directory.ts';
import { createInMemoryJournal } from './in-memory-journal.ts';
import { createInMemoryVault, type InMemoryVault } from './in-memory-vault.ts';
import { worked } from './outcome.ts';

export interface TestDesk extends Desk {
  readonly clock: FixedClock;
  /** The vault's test side: its contents, and the ways it can fail. */
  readonly keychain: InMemoryVault;
}

/** A desk of twins: nothing of it outlives the test, and every id, time and secret can be predicted. */
export async function testDesk(applications: readonly Application[] = []): Promise<TestDesk> {
  const keychain = createInMemoryVault();
  const desk = {
    directory: createInMemoryDirectory(),
    vault: keychain.vault,
    journal: createInMemoryJournal(),
    clock: fixedClock(),
    ids: countedIds(),
    secretMaker: fixedSecretMaker(),
    keychain,
  };
  for (const application of applications) worked(await desk.directory.create(application));
  return desk;
}

/** All there is to know of a desk's world, for "as before". */
export interface World {
  readonly applications: readonly Application[];
  readonly keychain: readonly (readonly [SecretId, string])[];
  readonly session: readonly (readonly [SecretId, string])[];
  readonly intents: readonly Intent[];
}

export async function worldOf(desk: TestDesk): Promise<World> {
  const summaries = worked(await desk.directory.list());
  const applications = await Promise.all(summaries.map(async ({ id }) => worked(await desk.directory.read(id))));
  const { keychain, session } = desk.keychain.values;
  return {
    applications: applications.toSorted((one, other) => one.id.localeCompare(other.id)),
    keychain: sorted(keychain),
    session: sorted(session),
    intents: worked(await desk.journal.pending()),
  };
}

const sorted = (values: ReadonlyMap<SecretId, string>) =>
  [...values].toSorted(([one], [other]) => one.localeCompare(other));
