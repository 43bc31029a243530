import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, worked } from '../../../../tests/support/outcome.ts';
import {
  API_BODY_MAXIMUM,
  isSentInClear,
  parseApiBody,
  parseApiHeaders,
  parseApiRequest,
  parseApiUrl,
} from './api-request.ts';

describe('the URL of an API', () => {
  it.each([
    'http://localhost:3000/orders?a=b&c=%20',
    'https://api.example.com',
    'HTTPS://Api.example.com/a/../b',
    'http://[::1]:8080/',
    'http://127.0.0.1:1/x;y=(z)',
  ])('%s can be called', (url) => expect(new URL(worked(parseApiUrl(url))).href).toBe(new URL(url).href));

  it('is trimmed, and what follows # stays here', () => {
    expect(worked(parseApiUrl('  https://a.b/c#secret '))).toBe('https://a.b/c');
  });

  it.each([
    ['', 'field-empty', undefined],
    ['localhost:3000', 'url-malformed', 'scheme'],
    ['ftp://host/', 'url-malformed', 'scheme'],
    ['file:///etc/passwd', 'url-malformed', 'scheme'],
    ['javascript:alert(1)', 'url-malformed', 'scheme'],
    ['http:/host', 'url-malformed', 'scheme'],
    ['http://', 'url-malformed', 'host'],
    ['http:///path', 'url-malformed', 'host'],
    ['http://user@host/', 'url-malformed', 'user-info'],
    ['http://user:password@host/', 'url-malformed', 'user-info'],
    ['https://good.example@evil.example/', 'url-malformed', 'user-info'],
    ['https://evil.example\\@good.example/', 'url-malformed', 'characters'],
    ['https://аpple.com/', 'url-malformed', 'host'],
    ['https://host:99999/', 'url-malformed', 'host'],
    ['https://host:/', 'url-malformed', 'host'],
    ['https://ho st/', 'url-malformed', 'host'],
    ['https://host/a b', 'url-malformed', 'characters'],
    ['https://host/a\r\nX: y', 'url-malformed', 'characters'],
    ['https://host/%zz', 'url-malformed', 'characters'],
    [`https://host/${'a'.repeat(2_048)}`, 'field-too-long', undefined],
  ])('%j is refused', (url, code, problem) => {
    expect(refusal(parseApiUrl(url))).toMatchObject({ code, ...(problem === undefined ? {} : { problem }) });
  });

  it('leads where it was read to lead, whatever is typed', () => {
    const typed = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string().map((text) => `http://${text}`),
      fc.string({ unit: fc.constantFrom(...'ab.:/@\\#?%[]0\t\n é') }).map((text) => `https://${text}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseApiUrl(text);
        if (!parsed.ok || !URL.canParse(parsed.value)) return;
        const url = new URL(parsed.value);
        expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
        expect(['http:', 'https:']).toContain(url.protocol);
        expect(parsed.value).toMatch(/^[!-~]+$/);
        expect(parsed.value).not.toContain('\\');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('whether a token travels in clear', () => {
  it.each(['http://localhost:1/', 'http://127.0.0.1/', 'http://127.1.2.3', 'http://[::1]:3/', 'http://app.localhost/'])(
    '%s does not leave this machine',
    (url) => expect(isSentInClear(url)).toBe(false),
  );
  it.each([
    'http://example.com/',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://10.0.0.1/',
  ])('%s does', (url) => expect(isSentInClear(url)).toBe(true));
  it('https does not', () => expect(isSentInClear('https://example.com/')).toBe(false));
});

describe('headers', () => {
  it('are one a line; empty lines and blanks around a value count for nothing', () => {
    expect(worked(parseApiHeaders('Accept: text/plain\r\n\nX-Empty:\nX-A:  a b\t\n'))).toEqual([
      { name: 'Accept', value: 'text/plain' },
      { name: 'X-Empty', value: '' },
      { name: 'X-A', value: 'a b' },
    ]);
  });

  it.each([
    ['no colon', 'form'],
    [': value', 'name'],
    ['X Y: value', 'name'],
    ['Ä: value', 'name'],
    ['X: ü', 'value'],
    ['X: a\rY: b', 'value'],
    ['X: \u0000', 'value'],
    ['Authorization: Basic x', 'reserved'],
    ['authorization: x', 'reserved'],
    ['Host: other', 'reserved'],
    ['Content-Length: 5', 'reserved'],
    ['Transfer-Encoding: chunked', 'reserved'],
    ['Proxy-Authorization: x', 'reserved'],
  ])('%j is refused, by its line', (line, problem) => {
    expect(refusal(parseApiHeaders(`A: b\n${line}`))).toEqual({
      ...{ code: 'header-malformed', field: 'api-headers', line: 2, problem },
    });
  });

  it('never carry what could begin another header or request', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseApiHeaders(`X-Typed: ${typed}`);
        if (!parsed.ok) return;
        for (const { name, value } of parsed.value) expect(`${name}${value}`).not.toMatch(/[\r\n\0]/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('have a limit', () => {
    expect(refusal(parseApiHeaders(`X: ${'a'.repeat(8_192)}`))).toMatchObject({ code: 'field-too-long' });
  });
});

describe('a body', () => {
  it('has at most 1 MiB, counted in bytes', () => {
    expect(worked(parseApiBody('a'.repeat(API_BODY_MAXIMUM), 'POST'))).toHaveLength(API_BODY_MAXIMUM);
    const euros = '€'.repeat(Math.ceil(API_BODY_MAXIMUM / 3));
    expect(refusal(parseApiBody(euros, 'POST'))).toMatchObject({
      ...{ code: 'field-too-long', field: 'api-body', limit: API_BODY_MAXIMUM, length: Buffer.byteLength(euros) },
    });
  });

  it('is refused where the method has none', () => {
    expect(refusal(parseApiBody('x', 'GET'))).toEqual({ code: 'body-not-allowed', field: 'api-body', method: 'GET' });
    expect(worked(parseApiBody('', 'GET'))).toBe('');
  });
});

it('a request is refused for the first of its parts that is wrong', () => {
  const typed = { url: 'http://localhost/', method: 'POST', headers: 'A: b', body: '{}' } as const;
  expect(worked(parseApiRequest(typed))).toEqual({ ...typed, headers: [{ name: 'A', value: 'b' }] });
  const code = (changed: Partial<Parameters<typeof parseApiRequest>[0]>) =>
    refusal(parseApiRequest({ ...typed, ...changed })).code;
  expect([code({ url: 'x', headers: 'x' }), code({ headers: 'x' }), code({ method: 'HEAD' })]).toEqual([
    'url-malformed',
    'header-malformed',
    'body-not-allowed',
  ]);
});
