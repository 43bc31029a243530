import fc from 'fast-check';
import { SECRET, tokenForm } from './token-applications.ts';
import { basic } from './token-request.ts';
import { rawRequest } from './raw-http.ts';

type Header = readonly [name: string, value: string];

interface Request {
  readonly startLine: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** Bytes for the token server, and what may come of them. */
export interface HostileRequest {
  readonly what: string;
  readonly parts: readonly Buffer[];
  readonly end: 'wait' | 'half-close' | 'reset';
  /** How many tokens may be given out for it: exactly so many, or none and up to one where chance decides. */
  readonly tokens: number | 'any';
}

const BODY = new URLSearchParams(tokenForm({ client_id: undefined, client_secret: undefined })).toString();

export interface Target {
  readonly port: number;
  readonly clientId: string;
}

const goodRequest = ({ port, clientId }: Target): Request => ({
  startLine: 'POST /oauth2/token HTTP/1.1',
  headers: [
    ['Host', `127.0.0.1:${port}`],
    ['Authorization', basic(clientId, SECRET)],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Length', String(BODY.length)],
  ],
  body: BODY,
});

type Change = (good: Request) => Request;

const plus =
  (...headers: readonly Header[]): Change =>
  (good) => ({ ...good, headers: [...good.headers, ...headers] });
const instead =
  (name: string, value: string): Change =>
  (good) => ({ ...good, headers: good.headers.map((each) => (each[0] === name ? [name, value] : each)) });
const startingWith =
  (startLine: string): Change =>
  (good) => ({ ...good, startLine });
const without =
  (name: string): Change =>
  (good) => ({ ...good, headers: good.headers.filter((each) => each[0] !== name) });
const chunked =
  (body: string): Change =>
  (good) => ({ ...plus(['Transfer-Encoding', 'chunked'])(without('Content-Length')(good)), body });

const CHUNKED_BODY = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

const MANY = Array.from({ length: 3_000 }, (): Header => ['X', '']);

/** Changes after which a token is still right. */
const HARMLESS: Readonly<Record<string, Change>> = {
  nothing: (good) => good,
  'chunked body': chunked(CHUNKED_BODY),
  'an offer of HTTP/2': plus(
    ['Connection', 'Upgrade, HTTP2-Settings'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'AAMAAABk'],
  ),
  'an expected 100': plus(['Expect', '100-continue']),
  'HTTP/1.0 with a host': startingWith('POST /oauth2/token HTTP/1.0'),
  'other headers': plus(['Accept', '*/*'], ['accept', 'x'], ['X-Long', 'x'.repeat(4_000)]),
  'many headers': plus(...MANY),
};

const DOUBLED = ['Host', 'Authorization', 'Content-Type', 'Content-Length'].map((name): readonly [string, Change] => {
  return [
    `two of ${name}`,
    (good) => plus([name.toLowerCase(), good.headers.find((each) => each[0] === name)![1]])(good),
  ];
});

const METHODS = ['GET', 'TRACE', 'CONNECT', 'OPTIONS', 'PUT', 'PRI', 'post', '', 'POST\0'];
const TARGETS = [
  ...[
    'http://127.0.0.1/oauth2/token',
    'http://evil.example/oauth2/token',
    '*',
    '',
    '/oauth2/token#x',
    '/oauth2/token?x=1',
  ],
  ...[
    '//oauth2/token',
    '/oauth2/../oauth2/token',
    '/oauth2/%74oken',
    '/oauth2/token/',
    '\\oauth2\\token',
    `/${'a'.repeat(9_000)}`,
  ],
];
const VERSIONS = ['HTTP/0.9', 'HTTP/1.2', 'HTTP/2.0', 'HTTP/9', 'ICY', ''];
const STARTS = [
  ...METHODS.map((method) => `${method} /oauth2/token HTTP/1.1`),
  ...TARGETS.map((target) => `POST ${target} HTTP/1.1`),
  ...VERSIONS.map((version) => `POST /oauth2/token ${version}`),
];
const BAD_LENGTHS = ['-1', '+5', '0x10', '1e3', '', '5, 5', '99999999999999999999', 'x'];
const BAD_HEADERS: readonly Header[] = [
  ...([
    ['Transfer-Encoding', 'chunked'],
    ['Transfer-Encoding', 'gzip'],
    ['Origin', 'null'],
    ['Expect', 'miracles'],
  ] as const),
  ...([
    ['X Y', 'z'],
    ['X\0', 'z'],
    ['', 'z'],
    ['X', 'a\0b'],
    ['X', 'a\rb'],
    [' X', 'folded'],
    ['X-Long', 'x'.repeat(9_000)],
  ] as const),
];

/** Changes after which there must be no token. */
const HARMFUL: Readonly<Record<string, Change>> = {
  ...Object.fromEntries(DOUBLED),
  ...Object.fromEntries(STARTS.map((line) => [`start ${line.slice(0, 60)}`, startingWith(line)])),
  ...Object.fromEntries(BAD_LENGTHS.map((length) => [`length ${length}`, instead('Content-Length', length)])),
  ...Object.fromEntries(BAD_HEADERS.map((header) => [`header ${JSON.stringify(header).slice(0, 60)}`, plus(header)])),
  'a megabyte of headers': plus(...Array.from({ length: 256 }, (_, at): Header => [`X-${at}`, 'x'.repeat(4_096)])),
  'an origin behind many headers': plus(...MANY, ['Origin', 'null']),
  'no host': without('Host'),
  'no length': without('Content-Length'),
  'HTTP/1.0 without a host': (good) => without('Host')(startingWith('POST /oauth2/token HTTP/1.0')(good)),
  'a chunk of no size': chunked(`zz\r\n${BODY}\r\n0\r\n\r\n`),
  'a chunk without end': chunked(`ffffffffffffffffff\r\n${BODY}`),
  'a large body': (good) => ({ ...instead('Content-Length', '100000')(good), body: 'x'.repeat(100_000) }),
};

const bytesOf = ({ startLine, headers, body }: Request): Buffer =>
  Buffer.from(rawRequest(startLine, headers, body), 'latin1');

type Kind = Omit<HostileRequest, 'end'>;
const whole = (what: string, text: Buffer, tokens: HostileRequest['tokens']): Kind => ({ what, parts: [text], tokens });

/** Any of the above, alone or in pairs on one connection, cut off, in pieces, with a byte changed, or noise. */
export function hostileRequest(target: Target): fc.Arbitrary<HostileRequest> {
  const good = goodRequest(target);
  const made = (changes: Readonly<Record<string, Change>>, tokens: number) =>
    fc.constantFrom(...Object.entries(changes)).map(([what, change]) => whole(what, bytesOf(change(good)), tokens));
  const harmless = made(HARMLESS, 1);
  const harmful = made(HARMFUL, 0);
  const text = bytesOf(good);
  const ends = fc.constantFrom<HostileRequest['end'][]>('wait', 'wait', 'wait', 'half-close', 'reset');
  const kind = fc.oneof(
    { arbitrary: harmful, weight: 6 },
    { arbitrary: harmless, weight: 2 },
    fc
      .integer({ min: 2, max: 8 })
      .map((count) => whole('one after the other', Buffer.concat(Array(count).fill(text)), count)),
    fc.nat(text.length - 1).map((at) => whole(`cut off at ${at}`, text.subarray(0, at), 0)),
    fc
      .nat(text.length - 1)
      .map((at) => ({ ...whole('in two pieces', text, 1), parts: [text.subarray(0, at), text.subarray(at)] })),
    fc.tuple(fc.nat(text.length - 1), fc.nat(255)).map(([at, byte]) => {
      const changed = Buffer.from(text);
      changed[at] = byte;
      return whole(`byte ${at} becomes ${byte}`, changed, 'any');
    }),
    fc.uint8Array({ maxLength: 2_000 }).map((noise) => whole('noise', Buffer.from(noise), 0)),
  );
  // Who hangs up early may get nothing.
  return fc
    .tuple(kind, ends)
    .map(([each, end]) => ({ ...each, end, tokens: end === 'wait' || each.tokens === 0 ? each.tokens : 'any' }));
}
