import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { exchange } from '../../src/main/outgoing/exchange.ts';
import { peek } from '../../src/main/outgoing/peek.ts';
import { connectProxy } from '../support/connect-proxy.ts';
import { issue } from '../support/issued.ts';
import { company, serve, stranger } from '../support/tls-servers.ts';

/** A name that only the proxy knows. */
const ORIGIN = 'https://tenant.invalid';
const own = issue({ issuer: company, names: ['tenant.invalid', '127.0.0.1'] });
const authorities = [company.certificate];
const SECRET = 'Basic enough-for-a-test';
const portOf = (origin: string) => Number(new URL(origin).port);

const request = (url: string, way: string) =>
  exchange({
    ...{ url, method: 'GET', headers: { authorization: SECRET }, body: '', authorities, tooLarge: 'refuse' },
    proxyOf: () => Promise.resolve(way),
  });

afterEach(() => {
  vi.unstubAllEnvs();
});

it('a request goes through the proxy of the system, which learns host and port and nothing else', async () => {
  const served = await serve(own);
  const proxy = await connectProxy(portOf(served.origin));
  expect(await request(`${ORIGIN}/Applications/v1/`, `${proxy.way}; DIRECT`)).toMatchObject({
    answer: { status: 200 },
  });
  expect(served.credentials()).toBe(1);
  expect(proxy.asked).toEqual(['tenant.invalid:443']);
  expect(proxy.seen().includes('enough-for-a-test')).toBe(false);
  expect(proxy.seen().includes('Applications')).toBe(false);
  // What it would see without TLS (control).
  expect(proxy.seen().toString('latin1')).toMatch(/^CONNECT tenant\.invalid:443 HTTP\/1\.1\r\n/);
});

it('a certificate is judged behind a proxy as without one', async () => {
  for (const wrong of [issue({ issuer: stranger, names: ['tenant.invalid'] }), issue({ issuer: company })]) {
    const served = await serve(wrong);
    const { way } = await connectProxy(portOf(served.origin));
    const got = await request(ORIGIN, way);
    expect(got.ok ? '' : got.trouble).toMatch(/^tls-(?:authority-unknown|wrong-name)$/);
    expect(served.credentials()).toBe(0);
  }
});

it('a certificate is shown through it before anything is sent', async () => {
  const served = await serve(own);
  const proxy = await connectProxy(portOf(served.origin));
  const peeked = await peek({ ...{ origin: ORIGIN, authorities, addresses: 'public' }, proxyOf: () => Promise.resolve(proxy.way) }); // prettier-ignore
  expect(peeked).toMatchObject({ kind: 'certificate', trouble: null });
});

it.each([407, 403, 502])('a proxy that answers %d is named as what is wrong', async (status) => {
  const { way } = await connectProxy(9, status);
  expect(await request(ORIGIN, way)).toEqual({ ok: false, trouble: 'proxy-refused' });
});

it.each(['PROXY 127.0.0.1:9', 'SOCKS5 127.0.0.1:9', 'PROXY', ''])('nothing goes around the proxy %j', async (way) => {
  const served = await serve(own);
  expect(await request(`${ORIGIN}:${portOf(served.origin)}`, way)).toEqual({ ok: false, trouble: 'proxy-refused' });
  expect(served.credentials()).toBe(0);
});

it('this computer is asked directly, whatever the system says', async () => {
  const served = await serve(own);
  const proxy = await connectProxy(portOf(served.origin));
  expect(await request(served.origin, proxy.way)).toMatchObject({ answer: { status: 200 } });
  expect(proxy.asked).toEqual([]);
});

it('a proxy of the environment is asked for nothing', async () => {
  const served = await serve(own);
  const trap = await connectProxy(portOf(served.origin));
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])
    vi.stubEnv(name, trap.way.replace('PROXY ', 'http://'));
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  expect(await request(ORIGIN, 'DIRECT')).toMatchObject({ ok: false });
  expect(await request(served.origin, 'DIRECT')).toMatchObject({ answer: { status: 200 } });
  expect([trap.asked, trap.seen().length]).toEqual([[], 0]);
});

it('a proxy that never answers takes no longer than the request may', async () => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const got = await exchange({
    ...{ url: ORIGIN, method: 'GET', headers: {}, body: '', authorities, tooLarge: 'refuse', timeoutMs: 300 },
    proxyOf: () => Promise.resolve(`PROXY 127.0.0.1:${port}`),
  });
  expect(got).toEqual({ ok: false, trouble: 'timed-out' });
});
