import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from '../../core/domain/ip-address.ts';

const refusal = () => Object.assign(new Error('a private address'), { code: 'ADDRESS_PRIVATE' });

/** Node looks up names only. Throws what `troubleOf` understands. */
export function refusePrivateLiteral(hostname: string): void {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && isPrivateAddress(literal)) throw refusal();
}

/**
 * Looks a name up once, for one connection, which then goes to an address that was judged: a name that leads elsewhere a moment
 * later (DNS rebinding) changes nothing. One private address among several is enough to refuse.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = error ? [] : addresses;
    if (error || !first) callback(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
    else if (addresses.some(({ address }) => isPrivateAddress(address))) callback(refusal(), []);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
