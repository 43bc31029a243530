import { BlockList, isIP, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { parseTenantAddress, type TenantAddress } from '../../src/core/domain/tenant-address.ts';
import { ADDRESSES } from './any-tenant-address.ts';

/** Written anew rather than taken from what is tested. */
const ALLOWED =
  /^[a-z0-9-]+\.(?:accounts\.ondemand\.com|accounts\.cloud\.sap|accounts\.sapcloud\.cn|trial-accounts\.ondemand\.com)$/;
const PRIVATE_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
] as const;
const PRIVATE_IPV6 = ['::/128', '::1/128', 'fc00::/7', 'fe80::/10'] as const;
const PRIVATE = new BlockList();
for (const range of PRIVATE_IPV4) {
  const [first = '', length = ''] = range.split('/');
  PRIVATE.addSubnet(first, Number(length));
  // By NAT64 (RFC 6052) and 6to4 (RFC 3056) too; by mapped addresses Node's list looks itself.
  const hex = first.split('.').map((each) => Number(each).toString(16).padStart(2, '0'));
  const groups = `${hex.slice(0, 2).join('')}:${hex.slice(2).join('')}`;
  PRIVATE.addSubnet(`64:ff9b::${groups}`, 96 + Number(length), 'ipv6');
  PRIVATE.addSubnet(`2002:${groups}::`, 16 + Number(length), 'ipv6');
}
for (const range of PRIVATE_IPV6) {
  const [first = '', length = ''] = range.split('/');
  PRIVATE.addSubnet(first, Number(length), 'ipv6');
}

export interface AddressTrial {
  /** What was accepted and should not have been, with why. */
  readonly wrong: readonly string[];
  /** How many came of each kind. */
  readonly tried: ReadonlyMap<string, number>;
  readonly refused: number;
  /** Accepted, for a person to confirm. */
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** How many a judge would have let through that looks for the domain at the end of what was typed. */
  readonly naive: number;
}

const typed = fc.oneof(...Object.entries(ADDRESSES).map(([kind, text]) => fc.tuple(fc.constant(kind), text)));

/** Has so many addresses read, of each kind about as many, and compares where they lead with where a URL parser would go. */
export function tryAddresses(count: number, seed: number): AddressTrial {
  const wrong: string[] = [];
  const tried = new Map<string, number>();
  let [refused, unconfirmed, naive] = [0, 0, 0];
  for (const [kind, text] of fc.sample(typed, { seed, numRuns: count })) {
    tried.set(kind, (tried.get(kind) ?? 0) + 1);
    const where = URL.canParse(asUrl(text)) ? new URL(asUrl(text)) : undefined;
    if (where && !ALLOWED.test(where.host) && /(?:ondemand\.com|cloud\.sap|sapcloud\.cn)\/?$/.test(text)) naive += 1;
    const parsed = parseTenantAddress(text);
    if (!parsed.ok) refused += 1;
    else {
      if (parsed.value.concerns.length === 0) unconfirmed += 1;
      const problem = problemOf(parsed.value, where);
      if (problem !== undefined) wrong.push(`${kind}: ${JSON.stringify(text)} ${problem}`);
    }
  }
  return { wrong, tried, refused, unconfirmed, naive, confirmed: count - refused - unconfirmed };
}

const asUrl = (text: string): string => (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text.trim()}`);

function problemOf({ origin, host, port, concerns }: TenantAddress, where: URL | undefined): string | undefined {
  const url = new URL(origin);
  if (url.origin !== origin || url.hostname !== host || (url.port || '443') !== String(port))
    return 'is not what it says';
  if (url.protocol !== 'https:' || url.username !== '' || url.pathname !== '/') return 'is more than a host';
  if (where?.origin !== origin) return `leads to ${where?.origin ?? 'nowhere'}`;
  if (concerns.length === 0 && !ALLOWED.test(url.host)) return 'is not confirmed';
  const literal = host.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(literal) !== 0 && PRIVATE.check(literal, isIPv6(literal) ? 'ipv6' : 'ipv4');
  return isPrivate && concerns[0] !== 'private-address' ? 'is private, and is not called so' : undefined;
}
