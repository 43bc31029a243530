import { afterAll, beforeAll } from 'vitest';
import { bundleEntry, type BundledEntry } from './bundle-entry.ts';
import { forkedHelpers, type ForkedHelpers } from './forked-helper.ts';

/** Token servers in processes of their own, for the tests of one file; none outlives them. To be called at the top of the file. */
export function serverProcesses(): () => ForkedHelpers {
  let bundle: BundledEntry;
  let helpers: ForkedHelpers;
  beforeAll(async () => {
    bundle = await bundleEntry('src/main/tenant-server/tenant-server-process.ts');
    helpers = forkedHelpers(bundle.path, {});
  });
  afterAll(() => {
    for (const each of helpers.started) each.kill('SIGKILL');
  });
  return () => helpers;
}
