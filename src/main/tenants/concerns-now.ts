import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPrivateAddress } from '../../core/domain/ip-address.ts';
import type { AddressConcern } from '../../core/domain/tenant.ts';

/** With what its name leads to at this moment: a public name may stand for a machine in a private network. */
export async function concernsNow(
  host: string,
  concerns: readonly AddressConcern[],
): Promise<readonly AddressConcern[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  if (concerns.includes('private-address') || isIP(literal) !== 0) return concerns;
  const addresses = await lookup(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => isPrivateAddress(address)) ? [...concerns, 'private-address'] : concerns;
}
