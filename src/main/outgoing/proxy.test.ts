import { expect, test } from 'vitest';
import { proxyFor } from './proxy.ts';

const found = (way: string, address = 'https://tenant.example') =>
  proxyFor(new URL(address), () => Promise.resolve(way));

test.each([
  ['DIRECT', null],
  ['PROXY proxy.example:3128', { host: 'proxy.example', port: 3128, isEncrypted: false }],
  ['PROXY proxy.example; DIRECT', { host: 'proxy.example', port: 80, isEncrypted: false }],
  ['PROXY proxy.example:80', { host: 'proxy.example', port: 80, isEncrypted: false }],
  ['HTTPS proxy.example', { host: 'proxy.example', port: 443, isEncrypted: true }],
  ['HTTPS proxy.example:8443', { host: 'proxy.example', port: 8443, isEncrypted: true }],
  ['PROXY [2001:db8::1]:8080', { host: '2001:db8::1', port: 8080, isEncrypted: false }],
  ['SOCKS5 s.example:1080; PROXY p.example:1', { host: 'p.example', port: 1, isEncrypted: false }],
  ['SOCKS s.example:1080; DIRECT', null],
  ['SOCKS5 s.example:1080', undefined],
  ['PROXY ://', undefined],
  ['', undefined],
])('%s is read as the system means it', async (way, proxy) => {
  expect(await found(way)).toEqual(proxy);
});

test.each(['https://localhost:1', 'https://127.0.0.1:8443', 'https://127.9.9.9', 'https://[::1]:1'])(
  '%s is this computer and needs none',
  async (address) => {
    expect(await found('PROXY p.example:1', address)).toBeNull();
  },
);
