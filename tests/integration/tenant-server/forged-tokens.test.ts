import { expect, it } from 'vitest';
import { tryForgedTokens } from '../../support/forged-token-trial.ts';

it('believes its own tokens, and no other (T46)', async () => {
  const seed = Date.now() % 1_000_000_007;
  const { wrong, right } = await tryForgedTokens(150, seed);
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  expect(right).toBeGreaterThan(10);
});
