import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bitFlips, SPECIAL_DAMAGES, truncations } from '../support/damage.ts';
import { newestPath, tryDamage, tryTotalDamage, twoGenerations } from '../support/damage-trial.ts';
import { STORE_FILES, tryStore } from '../support/store-trial.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('T04: every length, every single bit and every special case', () => {
  const folder = temporaryFolder();
  twoGenerations(folder);
  const { size } = statSync(newestPath(folder));
  const trials = [...SPECIAL_DAMAGES, ...truncations(size, 1), ...bitFlips(size, 1)];
  const troubles = [...trials.map(tryDamage), ...trials.map(tryTotalDamage)].filter((trouble) => trouble !== undefined);
  process.stdout.write(`T04: ${trials.length * 2} damaged files of ${size} bytes, ${troubles.length} troubles\n`);
  expect(troubles).toEqual([]);
});

it.each(STORE_FILES)('T04: a whole profile with %s damaged in every way', async (file) => {
  // As long as the longest of them; a cut behind the end adds zero bytes.
  const trials = [...SPECIAL_DAMAGES, ...truncations(800, 3), ...bitFlips(800, 7)];
  const troubles: string[] = [];
  for (const damage of trials) troubles.push(...(await tryStore(file, damage)));
  process.stdout.write(`T04: ${trials.length} starts with ${file} damaged, ${troubles.length} troubles\n`);
  expect(troubles).toEqual([]);
});
