import { expect, it } from 'vitest';
import { bundleDriver, LIMITS, tryRecord } from '../support/full-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it.runIf(process.platform === 'linux')('T05: every limit on the size of a file', async () => {
  const driver = await bundleDriver();
  const folder = temporaryFolder();
  const troubles = LIMITS.map((units) => tryRecord(driver.path, folder, units)).filter(Boolean);
  process.stdout.write(`T05: ${LIMITS.length} limits, ${troubles.length} troubles\n`);
  expect(troubles).toEqual([]);
});
