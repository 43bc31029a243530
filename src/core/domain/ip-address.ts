/** Eight groups of 16 bits; an IPv4 address is its mapped form (RFC 4291, 2.5.5.2). */
type Groups = readonly number[];

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** In the one notation of RFC 6943, 3.1.1: four decimal numbers without leading zeros. */
export const isIpv4 = (text: string): boolean => IPV4.test(text);

/** Undefined for what is no address. A zone (`%eth0`) is none that a URL could have. */
function groupsOf(text: string): Groups | undefined {
  if (isIpv4(text)) return mapped(text);
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  if (lastColon >= 0 && isIpv4(tail)) {
    const [, , , , , , high, low] = mapped(tail);
    return groupsOf(`${text.slice(0, lastColon + 1)}${hexOf(high)}:${hexOf(low)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2 || lastColon < 0) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const written = [...head, ...rest];
  if (!written.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - written.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array<string>(missing).fill('0'), ...rest].map((group) => parseInt(group, 16));
}

const hexOf = (group: number | undefined): string => (group ?? 0).toString(16);

function mapped(ipv4: string): Groups {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d];
}

/** The text of RFC 5952, which every URL parser makes of an IPv6 address; undefined for what is none. */
export function canonicalIpv6(text: string): string | undefined {
  const groups = text.includes(':') ? groupsOf(text) : undefined;
  if (!groups) return undefined;
  const all = groups.map(hexOf).join(':');
  const runs = [...all.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)];
  const [longest] = runs.toSorted((one, other) => other[0].length - one[0].length);
  if (!longest) return all;
  const [before, after] = [all.slice(0, longest.index), all.slice(longest.index + longest[0].length)];
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

/** First address and length of what the IANA registries for special purposes do not have as global (RFC 6890). */
const NOT_GLOBAL_IPV4: readonly (readonly [string, number])[] = [
  ...(['0.0.0.0', '10.0.0.0', '127.0.0.0'] as const).map((first) => [first, 8] as const),
  ...[['100.64.0.0', 10] as const, ['169.254.0.0', 16] as const, ['172.16.0.0', 12] as const],
  ...[['192.0.0.0', 24] as const, ['192.0.2.0', 24] as const, ['192.88.99.0', 24] as const],
  ...[['192.168.0.0', 16] as const, ['198.18.0.0', 15] as const, ['198.51.100.0', 24] as const],
  ...[['203.0.113.0', 24] as const, ['224.0.0.0', 4] as const, ['240.0.0.0', 4] as const],
];
/** 2000::/3 is all that is given out; these parts of it are not global. */
const NOT_GLOBAL_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
];

/** Whether an address is of this machine, of a network that is nobody else's, or of none at all. What is no address counts as such. */
export function isPrivateAddress(address: string): boolean {
  const groups = groupsOf(address);
  if (!groups) return true;
  const ipv4 = ipv4Within(groups);
  if (ipv4) return NOT_GLOBAL_IPV4.some((range) => isWithin(ipv4, range));
  return !isWithin(groups, ['2000::', 3]) || NOT_GLOBAL_IPV6.some((range) => isWithin(groups, range));
}

/** Mapped, NAT64 (RFC 6052) and 6to4 (RFC 3056) addresses lead to the IPv4 address in them. */
function ipv4Within(groups: Groups): Groups | undefined {
  const [first, second, third] = groups;
  const asMapped = (high: number | undefined, low: number | undefined) => [0, 0, 0, 0, 0, 0xffff, high ?? 0, low ?? 0];
  if (isWithin(groups, ['::ffff:0:0', 96])) return groups;
  if (isWithin(groups, ['64:ff9b::', 96])) return asMapped(groups[6], groups[7]);
  return first === 0x2002 ? asMapped(second, third) : undefined;
}

function isWithin(groups: Groups, [first, length]: readonly [string, number]): boolean {
  const start = groupsOf(first) ?? [];
  const bits = isIpv4(first) ? 96 + length : length;
  return groups.every((group, index) => {
    const counted = Math.min(Math.max(bits - index * 16, 0), 16);
    const mask = (0xffff << (16 - counted)) & 0xffff;
    return (group & mask) === ((start[index] ?? 0) & mask);
  });
}
