import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formDecoded, readForm } from './form.ts';

const FORM = 'application/x-www-form-urlencoded';

function read(body: string | readonly Buffer[], type: string | undefined = FORM) {
  const parts = typeof body === 'string' ? [Buffer.from(body)] : [...body];
  return readForm(
    Object.assign(Readable.from(parts), { headers: { 'content-type': type } }) as unknown as IncomingMessage,
  );
}
const parametersOf = async (body: string) => Object.fromEntries((await read(body)).parameters ?? []);

describe('a form', () => {
  it('holds whatever a client encodes, in whatever pieces it arrives', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text, { noNullPrototype: true }), fc.nat(), async (given, cut) => {
        const body = Buffer.from(new URLSearchParams(given).toString());
        const at = cut % (body.length + 1);
        const { parameters } = await read([body.subarray(0, at), body.subarray(at)]);
        expect(new Map(parameters)).toEqual(new Map(Object.entries(given)));
      }),
    );
  });

  it('may repeat nothing, empty or not', async () => {
    expect(await read('a=1&a=2')).toEqual({ refused: 'parameter-repeated' });
    expect(await read('a=1&a')).toEqual({ refused: 'parameter-repeated' });
    expect(await read('resource=x&b=1&res%6Furce=y')).toEqual({ refused: 'parameter-repeated' });
  });

  it.each(['a=%', 'a=%4', 'a=%zz', '%=1', 'a=%ff', 'a=%c3%28', 'a=%ed%a0%80'])(
    'is malformed where an escape is none, or is not UTF-8: %s',
    async (body) => {
      expect(await read(body)).toEqual({ refused: 'parameter-malformed' });
    },
  );

  it('takes a plus for a blank, and names that objects have anyway', async () => {
    expect(await parametersOf('a=b+c%2B&&constructor=x&=y&z')).toEqual({ a: 'b c+', constructor: 'x', '': 'y', z: '' });
    expect((await read('__proto__=x')).parameters?.get('__proto__')).toBe('x');
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'application/json',
    'multipart/form-data',
    `${FORM}; charset=latin1`,
    `${FORM}x`,
  ])('is not of type %s', async (type) => {
    expect(await read('a=1', type ?? '')).toEqual({ refused: 'content-type-refused' });
  });

  it.each([FORM.toUpperCase(), `${FORM};charset=UTF-8`, ` ${FORM} ; charset="utf-8"`])(
    'is of type %s',
    async (type) => {
      expect((await read('a=1', type)).parameters?.get('a')).toBe('1');
    },
  );

  it('has 8 KiB at most, counted in bytes', async () => {
    expect((await read(`a=${'x'.repeat(8 * 1024 - 2)}`)).parameters?.get('a')).toHaveLength(8 * 1024 - 2);
    expect(await read(`a=${'x'.repeat(8 * 1024 - 1)}`)).toEqual({ refused: 'body-too-large' });
    expect(await read(Array.from({ length: 9 }, () => Buffer.alloc(1024, 'x')))).toEqual({ refused: 'body-too-large' });
  });

  it('is not waited for when the client hangs up before it is complete', async () => {
    const body = new Readable({ read: () => undefined });
    const reading = readForm(Object.assign(body, { headers: { 'content-type': FORM } }) as unknown as IncomingMessage);
    body.push('a=1');
    body.destroy();
    await expect(reading).rejects.toThrow();
  });
});

it('decodes what encodeURIComponent made, and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => formDecoded(encodeURIComponent(text)) === text));
  fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (text) => typeof formDecoded(text) !== 'object'));
});
