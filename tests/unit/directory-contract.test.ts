import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { directorySuite } from '../port-suites/directory.suite.ts';
import { countedId } from '../support/counted-ids.ts';
import { createInMemoryDirectory } from '../support/in-memory-directory.ts';
import { worked } from '../support/outcome.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

directorySuite('the in-memory twin', () => Promise.resolve(createInMemoryDirectory()));

directorySuite('the local directory', () => {
  const parts = { folder: temporaryFolder(), profileId: countedId(1, 1), notices: createNoticeBoard() };
  return Promise.resolve(worked(openLocalDirectory(parts)));
});
