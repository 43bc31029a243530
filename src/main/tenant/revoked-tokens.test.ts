import { expect, it } from 'vitest';
import { RevokedTokens } from './revoked-tokens.ts';

const NOW = new Date('2026-03-01T09:30:00.000Z');
const SECOND = NOW.getTime() / 1000;
const idsOf = (revoked: RevokedTokens) => revoked.unexpired(NOW).map(({ jti }) => jti);

it('remembers a revoked token until it has been expired for a minute', () => {
  const revoked = new RevokedTokens();
  for (const [jti, after] of [
    ['valid', 60],
    ['just expired', -60],
    ['expired', -61],
  ] as const)
    revoked.note({ jti, exp: SECOND + after });
  expect(idsOf(revoked)).toEqual(['valid', 'just expired']);
});

it('does not grow without end', () => {
  const revoked = new RevokedTokens();
  for (let count = 0; count <= 100_000; count += 1) revoked.note({ jti: String(count), exp: SECOND });
  const ids = idsOf(revoked);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([100_000, '1', '100000']);
});
