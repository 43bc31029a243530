import type { ApplicationId } from '../../../src/core/domain/identifiers.ts';
import { ok } from '../../../src/core/domain/result.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import { clock } from '../../../src/main/time-and-chance.ts';
import { directorySuite, type DirectorySubject } from '../../port-suites/directory.suite.ts';
import { worked } from '../../support/outcome.ts';
import { runningApi, withAdministrator } from '../../support/running-api.ts';
import { serverProcesses } from '../../support/server-processes.ts';

const servers = serverProcesses();

/** The local tenant as the app puts it together, asked as if it were a tenant elsewhere. */
async function overTheWire(): Promise<DirectorySubject> {
  const { origin, authorization, secret } = await withAdministrator(await runningApi({ spawn: servers().spawn }));
  const directory = worked(
    openRemoteDirectory({
      origin: origin(),
      authorize: () => Promise.resolve(ok({ header: authorization.Authorization, confidential: [secret] })),
      clock,
      wait: (ms) => new Promise((settle) => setTimeout(settle, ms)),
    }),
  );
  const giveSecret = async (id: ApplicationId) =>
    worked(await directory.issue(id, { description: 'made for a test', scopes: ['oAuth'] })).secret;
  return { directory, giveSecret };
}

directorySuite('the local tenant over the applications API', overTheWire);
