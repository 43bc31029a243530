import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { exchange, type Outgoing } from '../../src/main/outgoing/exchange.ts';
import { peek } from '../../src/main/outgoing/peek.ts';
import { connectProxy } from '../support/connect-proxy.ts';
import { issue } from '../support/issued.ts';
import { company, OLD, serve, shown, stranger, WANTING } from '../support/tls-servers.ts';

/** A name that only the proxy knows. */
const ORIGIN = 'https://tenant.invalid';
const own = issue({ issuer: company, names: ['tenant.invalid', '127.0.0.1'] });
const authorities = [company.certificate];
const SECRET = 'Basic enough-for-a-test';
/** How a TLS record with a ClientHello begins (RFC 8446, 5.1). */
const HELLO = '\x16\x03\x01';
const PATIENCE = { timeout: 10_000 };
const portOf = (origin: string) => Number(new URL(origin).port);

const request = (url: string, way: string, more: Partial<Outgoing> = {}) =>
  exchange({
    ...{ url, method: 'GET', headers: { authorization: SECRET }, body: '', authorities, tooLarge: 'refuse' },
    ...{ proxyOf: () => Promise.resolve(way), ...more },
  });

/** Takes connections and says nothing. */
async function silentServer() {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.resume()));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => {
    silent.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = silent.address() as AddressInfo;
  return { port, way: `PROXY 127.0.0.1:${port}` };
}

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
  const { way } = await connectProxy(9, { status });
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

it('a proxy that never answers takes no longer than the request may, and is told as what it is: nothing was sent', async () => {
  const { way } = await silentServer();
  expect(await request(ORIGIN, way, { timeoutMs: 300 })).toEqual({ ok: false, trouble: 'proxy-refused' });
});

it('a system that never names a way takes no longer than the request may', async () => {
  const proxyOf = () => new Promise<string>(() => undefined);
  const refused = { trouble: 'proxy-refused' };
  expect(await request(ORIGIN, '', { timeoutMs: 100, proxyOf })).toMatchObject(refused);
  expect(await peek({ origin: ORIGIN, authorities, addresses: 'any', timeoutMs: 100, proxyOf })).toMatchObject(refused);
});

it('a server that is silent behind a proxy takes what the system has left of the time', async () => {
  const { port } = await silentServer();
  const proxy = await connectProxy(port);
  const proxyOf = () => setTimeout(700, proxy.way);
  const asked = { timeoutMs: 2200, proxyOf };
  // Between what they may take together and what they would take one after the other.
  const late = setTimeout(2600, 'late');
  const answers = await Promise.all([
    Promise.race([late, peek({ origin: ORIGIN, authorities, addresses: 'any', ...asked })]),
    Promise.race([late, request(ORIGIN, '', asked)]),
  ]);
  expect(answers).toMatchObject([{ trouble: 'timed-out' }, { trouble: 'timed-out' }]);
  expect(proxy.asked).toHaveLength(2);
  await vi.waitFor(() => expect(proxy.open()).toBe(0), PATIENCE);
});

it('the ways are tried in order until one is there', async () => {
  const served = await serve(own);
  const [proxy, silent] = [await connectProxy(portOf(served.origin)), await silentServer()];
  // A silent one takes half of the time.
  for (const before of ['PROXY 127.0.0.1:9', 'SOCKS5 127.0.0.1:9', silent.way])
    expect(await request(ORIGIN, `${before}; ${proxy.way}`, { timeoutMs: 4000 })).toMatchObject({ ok: true });
  expect(proxy.asked).toHaveLength(3);
  // Directly the name leads nowhere.
  expect(await request(ORIGIN, 'PROXY 127.0.0.1:9; DIRECT')).toEqual({ ok: false, trouble: 'name-unknown' });
});

it('a proxy that refuses has decided: nothing goes another way', async () => {
  const [refusing, other] = [await connectProxy(9, { status: 403 }), await connectProxy(9)];
  const way = `${refusing.way}; ${other.way}; DIRECT`;
  expect(await request(ORIGIN, way)).toEqual({ ok: false, trouble: 'proxy-refused' });
  expect([refusing.asked.length, other.asked.length]).toEqual([1, 0]);
});

it.each(['10.0.0.1', '192.168.1.1', '169.254.169.254', '[fd00::1]'])('no proxy is asked for %s', async (host) => {
  const proxy = await connectProxy(9);
  const origin = `https://${host}`;
  const refused = { trouble: 'address-private' };
  const proxyOf = () => Promise.resolve(proxy.way);
  expect(await request(origin, proxy.way, { addresses: 'public' })).toMatchObject(refused);
  expect(await peek({ origin, authorities, addresses: 'public', proxyOf })).toMatchObject(refused);
  expect([proxy.asked, proxy.seen().length]).toEqual([[], 0]);
  // Where that was confirmed, it is (control).
  await request(origin, proxy.way, { addresses: 'any' });
  expect(proxy.asked).toEqual([`${host}:443`]);
});

it('a proxy may be spoken to over TLS, and is judged then', async () => {
  const served = await serve(own);
  const believed = await connectProxy(portOf(served.origin), { own });
  expect(await request(ORIGIN, believed.way)).toMatchObject({ answer: { status: 200 } });
  expect(believed.asked).toEqual(['tenant.invalid:443']);
  const wrong = [issue({ issuer: stranger }), issue({ issuer: company, names: ['proxy.test'] })];
  for (const each of wrong) {
    const unbelieved = await connectProxy(portOf(served.origin), { own: each });
    expect(await request(ORIGIN, unbelieved.way)).toEqual({ ok: false, trouble: 'proxy-refused' });
    expect(unbelieved.asked).toEqual([]);
  }
});

it.each([undefined, own])(
  'a proxy that breaks off the connection it has made breaks nothing else',
  async (encrypted) => {
    const { port } = await silentServer();
    const proxy = await connectProxy(port, encrypted && { own: encrypted });
    const proxyOf = () => Promise.resolve(proxy.way);
    const asked = [request(ORIGIN, proxy.way), peek({ origin: ORIGIN, authorities, addresses: 'any', proxyOf })];
    // Both have begun to speak TLS through it.
    const hellos = () => proxy.seen().toString('latin1').split(HELLO).length - 1;
    await vi.waitFor(() => expect(hellos()).toBeGreaterThanOrEqual(2), PATIENCE);
    proxy.breakOff();
    expect(await Promise.all(asked)).toMatchObject([
      { trouble: 'connection-broken' },
      { trouble: 'connection-broken' },
    ]);
  },
);

it('a client certificate is shown to the server behind a proxy', async () => {
  const served = await serve(own, WANTING);
  const proxy = await connectProxy(portOf(served.origin));
  const clientCertificate = shown(issue({ name: 'Client', issuer: company }));
  expect(await request(ORIGIN, proxy.way, { clientCertificate })).toMatchObject({ answer: { status: 200 } });
  expect(await request(ORIGIN, proxy.way)).toMatchObject({ ok: false });
  expect(served.credentials()).toBe(1);
});

it('TLS older than 1.2 is refused behind a proxy, too', async () => {
  const served = await serve(own, OLD);
  const proxy = await connectProxy(portOf(served.origin));
  expect(await request(ORIGIN, proxy.way)).toEqual({ ok: false, trouble: 'tls-too-old' });
  expect(served.credentials()).toBe(0);
});
