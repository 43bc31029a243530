import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIpv6, isPrivateAddress } from './ip-address.ts';

describe('an IPv6 address', () => {
  it('is written as every URL parser writes it', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(`[${String(canonicalIpv6(address))}]`).toBe(new URL(`https://[${address}]/`).hostname);
      }),
    );
  });

  it.each(['', ':', '1:2', '1::2::3', '1:2:3:4:5:6:7:8:9', '::g', 'fe80::1%eth0', '127.0.0.1', '::1.2.3', ':1::'])(
    'is not %j',
    (text) => expect(canonicalIpv6(text)).toBeUndefined(),
  );
});

describe('an address', () => {
  it.each([
    ...['127.0.0.1', '127.255.255.254', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254'],
    ...['0.0.0.0', '100.64.0.1', '192.0.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'febf::1', 'fc00::1', 'fdff::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:db8::1', '2001::1', '::127.0.0.1', '4000::1'],
    ...['', 'localhost', '127.1', '0x7f.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4'],
  ])('is of a private network, or none: %j', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each([
    ...[
      '8.8.8.8',
      '172.15.0.1',
      '172.32.0.1',
      '100.63.0.1',
      '100.128.0.1',
      '169.253.0.1',
      '192.167.0.1',
      '223.255.255.1',
    ],
    ...['2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'],
  ])('is of the public network: %s', (address) => expect(isPrivateAddress(address)).toBe(false));
});
