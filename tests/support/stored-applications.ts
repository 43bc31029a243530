import type { LocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { aDependency, anApplication } from './builders.ts';
import { countedId } from './counted-ids.ts';
import { worked } from './outcome.ts';

/** The local directory in a folder, as the next start would open it. */
export function openStored(folder: string) {
  const notices = createNoticeBoard();
  return { notices, directory: worked(openLocalDirectory({ folder, profileId: countedId(1, 1), notices })) };
}

/** Two applications, the second with a dependency on the first. Not closed: the mark is set. */
export async function twoStored(folder: string): Promise<LocalDirectory> {
  const { directory } = openStored(folder);
  worked(await directory.create(anApplication(1)));
  worked(await directory.create(anApplication(2, { consumedApis: [aDependency(1)] })));
  return directory;
}

export const idsIn = async (directory: LocalDirectory) =>
  worked(await directory.list())
    .map(({ id }) => id)
    .sort();
