import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { tell, type WireFault } from './tenant-on-loopback.ts';
import type { TwinAnswer } from './tenant-twin.ts';

type How = WireFault['how'];

const PAGE = '<!doctype html><title>Sign in</title><form>…</form>';
/** Of something on the way: without the id that a tenant gives to each of its answers. */
const foreign =
  (status: number, body: string, type = 'text/html'): How =>
  (response) => {
    response.removeHeader('x-ids-id');
    response.writeHead(status, { 'content-type': type }).end(body);
  };
const page = (status: number): How => foreign(status, PAGE);
const refused =
  (status: number, headers: Readonly<Record<string, string>> = {}): How =>
  (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    tell(response, { status, body: { error: { code: status, message: `Said with ${status}.` } } });
  };

/** Ways in which an answer can be lost on its way, so that nobody can tell by it whether the request was carried out. */
const LOSSES: Readonly<Record<string, How>> = {
  reset: (response) => response.socket?.resetAndDestroy(),
  closed: (response) => response.socket?.end(),
  'half an answer': (response, { body }) => {
    const whole = JSON.stringify(body ?? { some: 'body' });
    response.writeHead(200, { 'content-length': String(whole.length + 10) }).write(whole.slice(0, whole.length / 2));
    response.socket?.end();
  },
  'half of the JSON': (response, { body }) => response.writeHead(200).end(JSON.stringify(body ?? {}).slice(0, -1)),
  'no HTTP': (response) => response.socket?.end('this is no HTTP\r\n\r\n'),
  'too much': (response) => response.writeHead(200).end(Buffer.alloc(1024 * 1024 + 1, ' ')),
  'headers that are too much': (response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1_000)}\r\n`.repeat(70)}\r\n`),
  packed: (response, { body }) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(body ?? {}))),
  'a page with 200': page(200),
  'a page with 502': page(502),
  'a page with 404': page(404),
  'nothing with 404': foreign(404, ''),
  'JSON of a router with 404': foreign(404, '{"message":"no Route matched with those values"}', 'application/json'),
  'a redirect': (response) => response.writeHead(302, { location: 'https://login.example/' }).end(),
  'accepted for later': (response) => response.writeHead(202).end(),
  'status 500': refused(500),
  'status 503': refused(503),
  'status 503, to be repeated': refused(503, { 'retry-after': '1' }),
  'status 504, to be repeated': refused(504, { 'retry-after': '1' }),
};

/** Ways in which something on the way gives up, while the tenant has not even begun. */
const GIVEN_UP: Readonly<Record<string, How>> = {
  reset: (response) => response.socket?.resetAndDestroy(),
  'a page with 504': page(504),
  'status 500': refused(500),
};

/** Ways in which a tenant says no: nothing was carried out. */
const REFUSALS: Readonly<Record<string, How>> = {
  'status 400': refused(400),
  'status 401': refused(401),
  'status 403': refused(403),
  'status 409': refused(409),
  'status 429': refused(429),
  'status 429, to be repeated': refused(429, { 'retry-after': '2' }),
  'status 429, to be repeated in an hour': refused(429, { 'retry-after': '3600' }),
};

const WHEN = { before: 'before it', after: 'after it', late: 'and done late' } as const;

export interface NamedFault extends WireFault {
  readonly name: string;
}

const named = (faults: Readonly<Record<string, How>>, when: WireFault['when']): readonly NamedFault[] =>
  Object.entries(faults).map(([name, how]) => ({ name: `${name}, ${WHEN[when]}`, when, how }));

/** Every way in which one request can go wrong. */
export const WIRE_FAULTS: readonly NamedFault[] = [
  ...named(LOSSES, 'before'),
  ...named(LOSSES, 'after'),
  ...named(REFUSALS, 'before'),
  ...named(GIVEN_UP, 'late'),
];

/** A byte now and then keeps a connection from being idle, and leads nowhere. */
function dripping(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drip));
}

/** Phases at which an answer can stay away without the connection being closed. */
const STALLS_AT: Readonly<Record<string, How>> = {
  'before the answer': () => undefined,
  'in the first line': (response) => response.socket?.write('HTTP/1.1 2'),
  'in the headers': (response) => response.socket?.write('HTTP/1.1 200 OK\r\nContent-Type: appl'),
  'after the headers': (response) => response.writeHead(200, { 'content-length': '10' }).flushHeaders(),
  'in the body': (response, { body }) => response.writeHead(200).write(JSON.stringify(body ?? {}).slice(0, -1)),
  'byte by byte': dripping,
};

export const STALLS: readonly NamedFault[] = [...named(STALLS_AT, 'before'), ...named(STALLS_AT, 'after')];

/** Answers in its own time: never. */
export const silence = (when: WireFault['when']): WireFault => ({ when, how: () => undefined });

export const withDate =
  (date: Date, answer: TwinAnswer): How =>
  (response: ServerResponse) => {
    response.setHeader('Date', date.toUTCString());
    tell(response, answer);
  };
