import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import { ok } from '../../src/core/domain/result.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import type { Directory } from '../../src/core/use-cases/ports.ts';
import { directorySuite, type DirectorySubject } from '../port-suites/directory.suite.ts';
import { ownRecordsSuite } from '../port-suites/own-records.suite.ts';
import { aSecret } from '../support/builders.ts';
import { countedId } from '../support/counted-ids.ts';
import { createInMemoryDirectory } from '../support/in-memory-directory.ts';
import { worked } from '../support/outcome.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tenantOnLoopback } from '../support/tenant-on-loopback.ts';
import { tenantTwin } from '../support/tenant-twin.ts';

const inMemory = () => Promise.resolve(createInMemoryDirectory());

const local = () => {
  const parts = { folder: temporaryFolder(), profileId: countedId(1, 1), notices: createNoticeBoard() };
  return Promise.resolve(worked(openLocalDirectory(parts)));
};

ownRecordsSuite('the in-memory twin', inMemory);
ownRecordsSuite('the local directory', local);

/** Own records get their secrets by a change: the desk makes them. */
const withOwnSecrets = async (opening: Promise<Directory>): Promise<DirectorySubject> => {
  const directory = await opening;
  let made = 0;
  const giveSecret = async (id: ApplicationId) => {
    const secret = aSecret((made += 1));
    worked(await directory.change(id, (current) => ok({ ...current, secrets: [secret, ...current.secrets] })));
    return secret;
  };
  return { directory, giveSecret };
};

directorySuite('the in-memory twin', () => withOwnSecrets(inMemory()));
directorySuite('the local directory', () => withOwnSecrets(local()));

/** A tenant makes them itself. */
const remote = async (pageSize: number): Promise<DirectorySubject> => {
  const { directory } = await tenantOnLoopback({ twin: tenantTwin({ pageSize }) });
  const giveSecret = async (id: ApplicationId) =>
    worked(await directory.issue(id, { description: 'made for a test', scopes: ['oAuth'] })).secret;
  return { directory, giveSecret };
};

directorySuite('a remote tenant', () => remote(100));
directorySuite('a remote tenant whose list comes in pages of one', () => remote(1));
