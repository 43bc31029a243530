import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPrivateAddress } from '../../core/domain/ip-address.ts';
import type { AddressConcern } from '../../core/domain/tenant.ts';
import { inTime } from '../outgoing/in-time.ts';

/** A name server that is silent keeps nobody waiting longer: whatever the name leads to is judged again by each request. */
const TIMEOUT_MS = 5_000;

/** With what its name leads to at this moment: a public name may stand for a machine in a private network. */
export async function concernsNow(
  host: string,
  concerns: readonly AddressConcern[],
): Promise<readonly AddressConcern[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  if (concerns.includes('private-address') || isIP(literal) !== 0) return concerns;
  const addresses = await inTime(lookup(host, { all: true }), TIMEOUT_MS).catch(() => []);
  return addresses.some(({ address }) => isPrivateAddress(address)) ? [...concerns, 'private-address'] : concerns;
}
