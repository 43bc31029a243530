import { describe, expect, it } from 'vitest';
import { SPECIAL_DAMAGES, truncations } from '../support/damage.ts';
import { STORE_FILES, tryStore } from '../support/store-trial.ts';

const damages = [...SPECIAL_DAMAGES.filter(({ what }) => what !== '100 MB'), ...truncations(400, 97)];

describe('a profile with one damaged file (T04)', () => {
  it.each(STORE_FILES)('starts, tells what is missing, and keeps the bytes: %s', async (file) => {
    const troubles = [];
    for (const damage of damages) troubles.push(...(await tryStore(file, damage)));
    expect(troubles).toEqual([]);
  });
});
