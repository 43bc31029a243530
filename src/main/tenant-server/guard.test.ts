import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnedAway } from './guard.ts';

const PORT = 8750;

/** As Node has them: the raw ones as they came, and of the same again only the first. */
function judged(...headers: readonly (readonly [string, string])[]) {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  return turnedAway(
    { rawHeaders: headers.flat(), headers: { host }, httpVersion: '1.1' } as unknown as IncomingMessage,
    PORT,
  );
}
const HOST = ['Host', `127.0.0.1:${PORT}`] as const;

describe('the guard', () => {
  it.each([`127.0.0.1:${PORT}`, `localhost:${PORT}`, `LOCALHOST:${PORT}`, `[::1]:${PORT}`])(
    'lets %s through',
    (host) => {
      expect(judged(['Host', host])).toBeUndefined();
    },
  );

  it('takes no other host, port or name for ours', () => {
    for (const host of ['', '127.0.0.1', 'localhost', '127.0.0.1:80', '127.0.0.2:8750', `evil.example:${PORT}`])
      expect([host, judged(['host', host])]).toEqual([host, 'host-refused']);
    for (const host of [
      `127.0.0.1:${PORT}.evil.example`,
      `localhost.:${PORT}`,
      `[::1%lo]:${PORT}`,
      `x@127.0.0.1:${PORT}`,
    ])
      expect([host, judged(['host', host])]).toEqual([host, 'host-refused']);
    fc.assert(fc.property(fc.webAuthority(), (host) => judged(['host', host]) === 'host-refused'));
    expect(judged()).toBe('host-refused');
  });

  it('lets nothing through that a browser says', () => {
    for (const name of [
      'Origin',
      'origin',
      'Sec-Fetch-Site',
      'SEC-FETCH-DEST',
      'Sec-Fetch-User',
      'Sec-Fetch-Storage-Access',
    ])
      for (const value of ['null', '', 'same-origin', 'none', `http://127.0.0.1:${PORT}`])
        expect(judged(HOST, [name, value])).toBe('browser-refused');
    for (const mode of ['no-cors', 'navigate', 'same-origin', 'websocket', 'CORS', ''])
      expect(judged(HOST, ['Sec-Fetch-Mode', mode])).toBe('browser-refused');
  });

  it('lets Node’s fetch through, which is no browser', () => {
    expect(judged(HOST, ['sec-fetch-mode', 'cors'])).toBeUndefined();
    expect(judged(HOST, ['sec-fetch-mode', 'cors'], ['Origin', 'null'])).toBe('browser-refused');
  });

  it('lets nothing through that is said twice, of which Node keeps the first', () => {
    expect(judged(HOST, ['HOST', 'evil.example'])).toBe('host-refused');
    for (const name of ['Authorization', 'Content-Type', 'Content-Length'])
      expect(judged(HOST, [name, 'a'], [name.toLowerCase(), 'a'])).toBe('parameter-repeated');
    expect(judged(HOST, ['Accept', 'a'], ['Accept', 'b'])).toBeUndefined();
  });
});
