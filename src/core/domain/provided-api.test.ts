import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, FORBIDDEN_CHARACTERS, oneCodePoint, writtenText } from '../../../tests/support/any-text.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import {
  addApi,
  findApi,
  parseApiDescription,
  parseApiName,
  replaceApi,
  withoutApi,
  type ProvidedApi,
} from './provided-api.ts';

// RFC 8141 (NSS) and RFC 3986 (pchar), written down a second time and in another way than the rule.
const PLAIN = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@"];
const HEXADECIMAL = [...'0123456789abcdefABCDEF'];
const digit = fc.constantFrom(...HEXADECIMAL);
const escaped = fc.tuple(digit, digit).map(([high, low]) => `%${high}${low}`);
const pchar = fc.oneof({ arbitrary: fc.constantFrom(...PLAIN), weight: 9 }, { arbitrary: escaped, weight: 1 });
const nss = fc
  .tuple(pchar, fc.array(fc.oneof({ arbitrary: pchar, weight: 9 }, { arbitrary: fc.constant('/'), weight: 1 })))
  .map(([first, rest]) => `${first}${rest.join('')}`);
const apiName = nss.filter((name) => name.length <= 50);

function isNss(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '%') {
      if (!HEXADECIMAL.includes(text.charAt(at + 1)) || !HEXADECIMAL.includes(text.charAt(at + 2))) return false;
      at += 2;
    } else if (!PLAIN.includes(character) && !(character === '/' && at > 0)) return false;
  }
  return text !== '';
}

const malformed = { code: 'api-name-malformed', field: 'api-name' };

describe('the name of a provided API', () => {
  it('is anything a URN can end with', () => {
    fc.assert(fc.property(apiName, (name) => worked(parseApiName(name)) === name));
  });

  it('is accepted exactly when RFC 8141 allows it and it is neither empty nor over 50 characters', () => {
    const nearly = fc
      .tuple(apiName, fc.nat(), fc.string({ unit: 'grapheme-ascii', maxLength: 1 }))
      .map(([name, at, put]) => {
        const place = at % name.length;
        return `${name.slice(0, place)}${put}${name.slice(place + 1)}`;
      });
    fc.assert(
      fc.property(fc.oneof(nearly, anyText, nss), (typed) => {
        const parsed = parseApiName(typed);
        const text = typed.trim();
        expect(parsed.ok).toBe(isNss(text) && text.length <= 50);
        if (parsed.ok) expect(parsed.value).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['sales-orders', 'Sales.Orders', '1', 'a/b', 'a//', 'scim:v2', '%C3%BC', "x!$&'()*+,;=:@~_", '-', '..'])(
    'may be %j',
    (name) => {
      expect(parseApiName(name)).toEqual({ ok: true, value: name });
    },
  );

  it.each([
    '/a',
    'a b',
    'a?b',
    'a#b',
    'a[b]',
    'a\\b',
    'a"b',
    '<a>',
    'a^b',
    'a|b',
    '{a}',
    '`a',
    '%',
    '%2',
    '%2g',
    'ü',
    '販売',
  ])('must not be %j', (name) => {
    expect(refusal(parseApiName(name))).toEqual(malformed);
  });

  it('has at most 50 characters', () => {
    expect(parseApiName('a'.repeat(50))).toEqual({ ok: true, value: 'a'.repeat(50) });
    expect(refusal(parseApiName('a'.repeat(51)))).toEqual({
      ...{ code: 'field-too-long', field: 'api-name', limit: 50, length: 51 },
    });
  });

  it('is required', () => {
    expect(refusal(parseApiName(' '))).toEqual({ code: 'field-empty', field: 'api-name' });
  });

  it('loses the blanks around it', () => {
    expect(parseApiName('\tsales-orders \n')).toEqual({ ok: true, value: 'sales-orders' });
  });
});

describe('the description of a provided API', () => {
  it('may be in any script, or empty', () => {
    fc.assert(fc.property(writtenText, (text) => parseApiDescription(text).ok === [...text].length <= 124));
    expect(parseApiDescription('  ')).toEqual({ ok: true, value: '' });
  });

  it('has at most 124 characters, counted in code points', () => {
    fc.assert(
      fc.property(oneCodePoint, (character) => {
        expect(parseApiDescription(character.repeat(124)).ok).toBe(true);
        expect(refusal(parseApiDescription(character.repeat(125)))).toEqual({
          ...{ code: 'field-too-long', field: 'api-description', limit: 124, length: 125 },
        });
      }),
    );
  });

  it('holds nothing that cannot be seen and changes what stands around it', () => {
    for (const character of FORBIDDEN_CHARACTERS) {
      expect(refusal(parseApiDescription(`a${character}b`))).toMatchObject({ field: 'api-description' });
    }
  });
});

const api = (name: string, description = ''): ProvidedApi => ({ name, description });
const some = [api('test'), api('orders', 'Orders')];
const many = (count: number) => Array.from({ length: count }, (_, number) => api(`api-${number}`));
const lists = fc.uniqueArray(fc.record({ name: apiName, description: writtenText }), {
  ...{ selector: (each: ProvidedApi) => each.name, minLength: 1, maxLength: 8 },
});

describe('provided APIs', () => {
  it('are found by their exact name, case too', () => {
    expect(findApi([api('test', 'lower'), api('Test', 'upper')], 'Test')).toEqual(api('Test', 'upper'));
    expect(findApi(some, 'TEST')).toBeUndefined();
    expect(findApi(some, 'test ')).toBeUndefined();
    expect(findApi([], '')).toBeUndefined();
  });

  it('take a new one at their end', () => {
    expect(worked(addApi(some, api('new')))).toEqual([...some, api('new')]);
  });

  it('take a name that differs in case only, and no name twice', () => {
    expect(worked(addApi(some, api('Test')))).toHaveLength(3);
    expect(refusal(addApi(some, api('test')))).toEqual({ code: 'api-name-taken', name: 'test' });
  });

  it('are at most 50', () => {
    expect(worked(addApi(many(49), api('last')))).toHaveLength(50);
    expect(refusal(addApi(many(50), api('last')))).toEqual({ code: 'api-limit-reached', limit: 50 });
    expect(refusal(addApi(many(60), api('last')))).toEqual({ code: 'api-limit-reached', limit: 50 });
  });

  it('have no name twice, whatever is added, changed and removed', () => {
    const step = fc.tuple(fc.constantFrom('add', 'change', 'remove'), fc.constantFrom('a', 'A', 'b'), apiName);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let apis: readonly ProvidedApi[] = [];
        for (const [what, name, other] of steps) {
          const changed = {
            add: addApi(apis, api(name)),
            change: replaceApi(apis, name, api(other)),
            remove: withoutApi(apis, name),
          };
          const next = changed[what];
          if (next.ok) apis = next.value;
          expect(new Set(apis.map((each) => each.name)).size).toBe(apis.length);
        }
      }),
    );
  });

  it('are changed in their place, the others untouched', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (apis, at) => {
        const place = at % apis.length;
        const changed = worked(replaceApi(apis, apis[place]!.name, api('%new', 'changed')));
        expect(changed).toEqual(apis.with(place, api('%new', 'changed')));
      }),
    );
  });

  it('can be described without a new name', () => {
    expect(worked(replaceApi(some, 'test', api('test', 'described')))).toEqual([api('test', 'described'), some[1]]);
  });

  it('cannot take the name of another, but one that differs in case', () => {
    expect(refusal(replaceApi(some, 'test', api('orders')))).toEqual({ code: 'api-name-taken', name: 'orders' });
    expect(worked(replaceApi(some, 'test', api('Orders')))).toEqual([api('Orders'), some[1]]);
  });

  it('can be changed when there are 50', () => {
    expect(worked(replaceApi(many(50), 'api-7', api('new')))).toHaveLength(50);
  });

  it('go one at a time, the others untouched', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (apis, at) => {
        const place = at % apis.length;
        expect(worked(withoutApi(apis, apis[place]!.name))).toEqual(apis.toSpliced(place, 1));
      }),
    );
  });

  it('that are not there can be neither changed nor removed', () => {
    const failure = { code: 'api-unknown', name: 'Orders' };
    expect(refusal(replaceApi(some, 'Orders', api('new')))).toEqual(failure);
    expect(refusal(withoutApi(some, 'Orders'))).toEqual(failure);
  });

  it('of the list that was given stay as they were', () => {
    const frozen = Object.freeze(some.map((each) => Object.freeze(each)));
    worked(addApi(frozen, api('new')));
    worked(replaceApi(frozen, 'test', api('new')));
    worked(withoutApi(frozen, 'test'));
    expect(frozen).toEqual(some);
  });
});
