import { expect, test } from 'vitest';
import { waysTo } from './proxy.ts';

const proxyOf = (way: string) => () => Promise.resolve(way);
const found = (way: string, address = 'https://tenant.example') =>
  waysTo(new URL(address), { proxyOf: proxyOf(way), timeoutMs: 1000 });

test.each([
  ['DIRECT', [null]],
  ['PROXY proxy.example:3128', [{ host: 'proxy.example', port: 3128, isEncrypted: false }]],
  ['PROXY proxy.example; DIRECT', [{ host: 'proxy.example', port: 80, isEncrypted: false }, null]],
  [
    'PROXY a.example:1;HTTPS b.example:2',
    [
      { host: 'a.example', port: 1, isEncrypted: false },
      { host: 'b.example', port: 2, isEncrypted: true },
    ],
  ],
  ['PROXY proxy.example:80', [{ host: 'proxy.example', port: 80, isEncrypted: false }]],
  ['HTTPS proxy.example', [{ host: 'proxy.example', port: 443, isEncrypted: true }]],
  ['HTTPS proxy.example:8443', [{ host: 'proxy.example', port: 8443, isEncrypted: true }]],
  ['PROXY [2001:db8::1]:8080', [{ host: '2001:db8::1', port: 8080, isEncrypted: false }]],
  ['SOCKS5 s.example:1080; PROXY p.example:1', [{ host: 'p.example', port: 1, isEncrypted: false }]],
  ['SOCKS s.example:1080; DIRECT', [null]],
  ['SOCKS5 s.example:1080', []],
  ['PROXY ://', []],
  ['', []],
])('%s is read as the system means it', async (way, proxy) => {
  expect(await found(way)).toEqual(proxy);
});

test.each(['https://localhost:1', 'https://127.0.0.1:8443', 'https://127.9.9.9', 'https://[::1]:1'])(
  '%s is this computer and needs none',
  async (address) => {
    expect(await found('PROXY p.example:1', address)).toEqual([null]);
  },
);

test('a system that does not answer keeps nobody waiting, and one that fails says so', async () => {
  const url = new URL('https://tenant.example');
  const never = () => new Promise<string>(() => undefined);
  await expect(waysTo(url, { proxyOf: never, timeoutMs: 20 })).rejects.toThrow('in time');
  const failing = () => Promise.reject(new Error('The PAC file cannot be read.'));
  await expect(waysTo(url, { proxyOf: failing, timeoutMs: 20 })).rejects.toThrow('PAC');
});
