/**
 * A process to be killed: creates a dependency in a tenant over HTTP, continues or undoes it, with real files and a keychain of
 * files. Says how far it came on its standard output.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../src/core/domain/result.ts';
import type { DependencyRequest } from '../../../src/core/use-cases/create-dependency.ts';
import { openCreationJournal } from '../../../src/main/creations/creation-journal.ts';
import { openKeptSecrets } from '../../../src/main/creations/kept-secrets.ts';
import { openCreations } from '../../../src/main/creations/open-creations.ts';
import { createNoticeBoard } from '../../../src/main/directory/local/notices.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import { clock, ids } from '../../../src/main/time-and-chance.ts';
import { openFileKeychain } from '../crash/file-keychain.ts';
import { worked } from '../outcome.ts';
import { shownFirst } from './shown-first.ts';

export interface CreationErrand {
  readonly folder: string;
  readonly origin: string;
  readonly authorization: string;
  readonly id: string;
  readonly verb: 'create' | 'resume' | 'undo';
  /** What its clock is ahead, in hours: after one, everything has arrived that was under way. */
  readonly ahead: number;
  readonly request: DependencyRequest;
  /** Kills itself there: before the n-th point is carried out, or right after. */
  readonly stop: { readonly number: number; readonly effect: 'none' | 'carried-out' } | null;
}

export interface CreationReport {
  readonly points: number;
  readonly failure: string | null;
}

const errand = JSON.parse(process.argv[2] ?? '') as CreationErrand;
let points = 0;

async function point<T>(carryOut: () => Promise<T>): Promise<T> {
  points += 1;
  const isHere = points === errand.stop?.number;
  if (isHere && errand.stop.effect === 'none') process.kill(process.pid, 'SIGKILL');
  const result = await carryOut();
  if (isHere) process.kill(process.pid, 'SIGKILL');
  return result;
}

const tenant = worked(
  openRemoteDirectory({
    origin: errand.origin,
    authorize: () => point(() => Promise.resolve(ok({ header: errand.authorization, confidential: [] }))),
    clock,
    wait: () => Promise.resolve(),
  }),
);
const later = { now: () => new Date(Date.now() + errand.ahead * 3_600_000) };
const { vault } = openFileKeychain(join(errand.folder, 'keychain'));
const kept = worked(
  openKeptSecrets(
    join(errand.folder, 'tenant'),
    {
      keepsIn: () => 'keychain',
      keep: (id, value) => point(() => vault.keep(id, value)),
      read: (id) => point(() => vault.read(id)),
      forget: (id) => point(() => vault.forget(id)),
    },
    createNoticeBoard(),
  ),
);
const journal = openCreationJournal(join(errand.folder, 'tenant'), createNoticeBoard());
const creations = shownFirst(
  openCreations({
    ...{ tenant, vault: kept.vault, clock: later, ids },
    creations: {
      write: (record) => point(() => journal.write(record)),
      drop: (id) => point(() => journal.drop(id)),
      all: () => journal.all(),
    },
  }),
);

function run(): Promise<Result<unknown>> {
  switch (errand.verb) {
    case 'create':
      return creations.create(errand.id, errand.request);
    case 'resume':
      return creations.resume(errand.id);
    case 'undo':
      return creations.undo(errand.id);
  }
}

const result = await run();
const report: CreationReport = {
  points,
  failure: result.ok ? null : result.failure.code,
};
writeSync(1, JSON.stringify(report));
