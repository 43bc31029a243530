import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { exchange, MAXIMUM_BYTES, type Outgoing } from '../../src/main/outgoing/exchange.ts';
import { oddServer } from '../support/odd-server.ts';
import { testCertificate } from '../support/test-certificate.ts';

const get = (url: string, more: Partial<Outgoing> = {}) =>
  exchange({ url, method: 'GET', headers: {}, body: '', tooLarge: 'refuse', timeoutMs: 5_000, ...more });
const trouble = (name: string) => ({ ok: false, trouble: name });
const DAY_MS = 24 * 60 * 60 * 1000;

describe('one exchange', () => {
  it('sends what it was given, once, and hands back status, headers and body as they came', async () => {
    const server = await oddServer((_, response) => {
      response.writeHead(418, { 'X-Twice': ['a', 'b'] }).end('short and stout');
    });
    const got = await get(`${server.origin}/a?b=c`, { method: 'PUT', headers: { 'x-a': ['1', '2'] }, body: 'ü' });
    expect(got).toMatchObject({ ok: true, answer: { status: 418, cut: false } });
    if (!got.ok) return;
    expect(got.answer.body.toString()).toBe('short and stout');
    expect(got.answer.headers.filter(({ name }) => name === 'X-Twice').map(({ value }) => value)).toEqual(['a', 'b']);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ body: 'ü', request: { method: 'PUT', url: '/a?b=c' } });
    expect(server.requests[0]?.request.headers).toMatchObject({ 'content-length': '2', 'x-a': '1, 2' });
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (status) => {
    const elsewhere = await oddServer((_, response) => response.end());
    const server = await oddServer((_, response) =>
      response.writeHead(status, { location: `${elsewhere.origin}/` }).end(),
    );
    expect(await get(server.origin)).toMatchObject({ ok: true, answer: { status } });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('gives up on an answer that does not come, that stops half way, or that drips', async () => {
    const silent = await oddServer(() => undefined);
    const half = await oddServer((_, response) => response.writeHead(200).write('half'));
    const dripping = await oddServer((_, response) => {
      const drops = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drops));
    });
    const asked = [silent, half, dripping].map(({ origin }) => get(origin, { timeoutMs: 300 }));
    expect(await Promise.all(asked)).toEqual([1, 2, 3].map(() => trouble('timed-out')));
  });

  it('reads no more than 1 MiB: refuses the rest, or cuts it off', async () => {
    let sent = 0;
    const server = await oddServer((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(64 * 1024, 'a')) && sent < 64) sent += 1;
        if (sent < 64) response.once('drain', more);
        else response.end();
      };
      sent = 0;
      more();
    });
    expect(await get(server.origin)).toEqual(trouble('answer-too-large'));
    const cut = await get(server.origin, { tooLarge: 'cut' });
    expect(cut.ok && [cut.answer.body.length, cut.answer.cut]).toEqual([MAXIMUM_BYTES, true]);
    const exact = await oddServer((_, response) => response.end(Buffer.alloc(MAXIMUM_BYTES)));
    expect(await get(exact.origin)).toMatchObject({ ok: true, answer: { cut: false } });
  });

  it('names what is wrong with the connection', async () => {
    const closing = createServer((socket) => socket.destroy());
    const babbling = createServer((socket) => socket.end('this is no HTTP\r\n\r\n'));
    const ports = await Promise.all(
      [closing, babbling].map(
        (server) =>
          new Promise<number>((settle) => {
            server.listen(0, '127.0.0.1', () => settle((server.address() as { port: number }).port));
          }),
      ),
    );
    expect(await get(`http://127.0.0.1:${ports[0]}`)).toEqual(trouble('connection-broken'));
    expect(await get(`http://127.0.0.1:${ports[1]}`)).toEqual(trouble('answer-malformed'));
    closing.close();
    babbling.close();
    expect(await get(`http://127.0.0.1:${ports[0]}`)).toEqual(trouble('connection-refused'));
    expect(await get('http://no-such-host.invalid/')).toEqual(trouble('name-unknown'));
    expect(await get('http://1.2.3.4.5/')).toEqual(trouble('name-unknown'));
  });
});

describe('an exchange over TLS', () => {
  afterEach(() => {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  });

  it('trusts the certificate it was given, and no other', async () => {
    const [ours, theirs] = [await testCertificate(), await testCertificate()];
    const server = await oddServer((_, response) => response.end('ok'), ours);
    expect(await get(server.origin, { certificate: ours.certificate })).toMatchObject({ ok: true });
    expect((await get(server.origin, { certificate: theirs.certificate })).ok).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['unset', '0'])('sends nothing to a stranger, with NODE_TLS_REJECT_UNAUTHORIZED %s', async (value) => {
    if (value !== 'unset') process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = value;
    const certificate = await testCertificate();
    const server = await oddServer((_, response) => response.end(), certificate);
    expect(await get(server.origin)).toEqual(trouble('tls-self-signed'));
    expect(server.requests).toHaveLength(0);
    // The control: Node's own default would have sent it.
    if (value === '0') {
      await fetch(server.origin);
      expect(server.requests).toHaveLength(1);
    }
  });

  it('says what is wrong with a certificate', async () => {
    const past = { from: new Date(Date.now() - 2 * DAY_MS), until: new Date(Date.now() - DAY_MS) };
    const future = { from: new Date(Date.now() + DAY_MS), until: new Date(Date.now() + 2 * DAY_MS) };
    const found = [];
    for (const wishes of [past, future, { ip: '127.0.0.2' }]) {
      const made = await testCertificate(wishes);
      const server = await oddServer((_, response) => response.end(), made);
      found.push(await get(server.origin, { certificate: made.certificate }));
      expect(server.requests).toHaveLength(0);
    }
    expect(found).toEqual(['tls-expired', 'tls-not-yet-valid', 'tls-wrong-name'].map(trouble));
  });

  it('knows a server that does not speak it', async () => {
    const server = await oddServer((_, response) => response.end());
    const got = await get(server.origin.replace('http:', 'https:'));
    // Older runtimes have one code (EPROTO) for whatever goes wrong while hands are shaken.
    expect(['tls-not-spoken', 'tls-other']).toContain(got.ok ? '' : got.trouble);
  });
});
