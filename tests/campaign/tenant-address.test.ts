import { expect, it } from 'vitest';
import { ADDRESSES } from '../support/any-tenant-address.ts';
import { tryAddresses } from '../support/tenant-address-trial.ts';

it('no address of 5,000 leads outside SAP’s hosts without a person’s word (T51)', () => {
  const seed = Date.now() % 1_000_000_007;
  const { wrong, tried, refused, confirmed, unconfirmed, naive } = tryAddresses(5_000, seed);
  const counts = `${refused} refused, ${confirmed} to be confirmed, ${unconfirmed} of SAP; ${naive} by a naive judge`;
  process.stdout.write(`T51: seed ${seed}: ${counts}\n`);
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  for (const kind of Object.keys(ADDRESSES)) expect([kind, (tried.get(kind) ?? 0) > 200]).toEqual([kind, true]);
  expect(Math.min(refused, confirmed, unconfirmed, naive)).toBeGreaterThan(100);
});
