import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as guard from '../../../src/main/tenant-server/guard.ts';
import { aConsumer, aProvider, tokenForm } from '../../support/token-applications.ts';
import { headerMatrix, type HeaderCase } from '../../support/header-matrix.ts';
import { exchange, rawRequest } from '../../support/raw-http.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { tokenServerInside } from '../../support/token-wire.ts';

let server: TokenServer;
beforeAll(async () => {
  const wire = await tokenServerInside(() => new Date());
  server = await startTokenServer({ wire, tenant: { applications: [aProvider(), aConsumer()] } });
});
afterAll(() => server.close());

/** A request that is right but for these headers. Bytes, since clients put in headers of their own. */
async function statusOf({ host, origin, fetch }: HeaderCase): Promise<string> {
  const body = new URLSearchParams(tokenForm()).toString();
  const request = rawRequest(
    'POST /oauth2/token HTTP/1.1',
    [
      ...[host ?? []].flat().map((each) => ['Host', each] as const),
      ...(origin === null ? [] : [['Origin', origin] as const]),
      ...Object.entries(fetch),
      ...([
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Connection', 'close'],
      ] as const),
      ['Content-Length', String(body.length)],
    ],
    body,
  );
  const { text } = await exchange({ port: server.ports.http, parts: [request], silenceMs: 5_000 });
  expect(text.includes('access_token')).toBe(text.startsWith('HTTP/1.1 200 '));
  expect(text).not.toMatch(/access-control/i);
  return text.slice(9, 12);
}

const asText = (each: HeaderCase, status: string): string => `${JSON.stringify(each)} is answered with ${status}`;

async function wrongOnes(cases: readonly HeaderCase[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < cases.length; at += 16) {
    const answered = cases.slice(at, at + 16).map(async (each) => [each, await statusOf(each)] as const);
    for (const [each, status] of await Promise.all(answered))
      if (status !== String(each.expected)) wrong.push(asText(each, status));
  }
  return wrong;
}

it('answers each combination of Host, Origin and Sec-Fetch exactly as it must (T40)', async () => {
  const cases = headerMatrix(server.ports);
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(cases.filter(({ expected }) => expected === 200)).toHaveLength(8);
  expect(await wrongOnes(cases)).toEqual([]);
});

it('would not without its guard', async () => {
  const open = vi.spyOn(guard, 'turnedAway').mockReturnValue(undefined);
  const refused = headerMatrix(server.ports).filter(({ expected }, index) => expected >= 403 && index % 7 === 0);
  const wrong = await wrongOnes(refused);
  open.mockRestore();
  expect(wrong.length).toBeGreaterThan(refused.length / 2);
  expect(refused.length).toBeGreaterThan(50);
});

it.each(['OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE'])(
  'has no answer for %s that allows anything',
  async (method) => {
    const headers = [
      ['Host', `127.0.0.1:${server.ports.http}`],
      ['Connection', 'close'],
    ] as const;
    const parts = [rawRequest(`${method} /oauth2/token HTTP/1.1`, headers)];
    const { text } = await exchange({ port: server.ports.http, parts, silenceMs: 5_000 });
    expect(text).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\nAllow: POST\r\n/);
    expect(text).not.toMatch(/access-control/i);
  },
);
