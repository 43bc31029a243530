import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationsIn, patched } from './json-patch.ts';
import { list, members } from './member-rules.ts';
import type { Json, JsonObject } from './wire.ts';

const URN = 'urn:sap:identity:application:schemas:extension:sci:1.0:Authentication';
const patchable = {
  rule: members({
    ...{ id: 'text', name: 'text', description: 'text', count: 'number' },
    branding: members({ displayName: 'text' }),
    [URN]: members({ ssoType: 'text', clientId: 'text', attributes: list(members({ name: 'text' })) }),
  }),
  readOnly: [['id'], [URN, 'clientId']],
};
const shape: JsonObject = {
  id: '1',
  name: 'orders',
  [URN]: { clientId: '2', attributes: [{ name: 'a' }, { name: 'b' }] },
};

const path = (...names: readonly (string | number)[]) => `/${names.join('/')}`;
const ATTRIBUTES = path(URN, 'attributes');

function apply(...operations: readonly Json[]): JsonObject | string | undefined {
  const read = operationsIn({ operations }, patchable);
  if (read.error) return read.error.details?.[0]?.target;
  const result = patched(shape, read.value);
  return result.error ? result.error.details?.[0]?.target : result.value;
}

const replace = (at: string, value: Json): Json => ({ op: 'replace', path: at, value });

describe('a PATCH', () => {
  it('replaces what is there and what is not, several at once, and leaves the rest', () => {
    expect(
      apply(replace('/name', 'new'), replace('/description', 'd'), replace(path(URN, 'ssoType'), 'openIdConnect')),
    ).toEqual({
      ...{ ...shape, name: 'new', description: 'd' },
      [URN]: { ...(shape[URN] as JsonObject), ssoType: 'openIdConnect' },
    });
    expect(apply(replace('/branding/displayName', 'Orders'))).toMatchObject({ branding: { displayName: 'Orders' } });
  });

  it('names members in whatever case, in its paths and values', () => {
    expect(apply(replace('/BRANDING/displayname', 'Orders'))).toMatchObject({ branding: { displayName: 'Orders' } });
    expect(apply(replace(path(URN.toUpperCase(), 'Attributes'), [{ NAME: 'c' }]))).toMatchObject({
      [URN]: { attributes: [{ name: 'c' }] },
    });
    expect(apply(replace(path(URN, 'clientID'), '3'))).toBe('/operations/0/path');
    for (const twice of [
      { name: 'a', NAME: 'b' },
      { NAME: 'a', Name: 'b' },
    ])
      expect(apply(replace(ATTRIBUTES, [twice]))).toBe('/operations/0/value');
  });

  it('takes away', () => {
    expect(apply({ op: 'remove', path: '/name' })).toEqual({ id: '1', [URN]: shape[URN] });
    expect(apply({ op: 'remove', path: `${ATTRIBUTES}/0` })).toMatchObject({ [URN]: { attributes: [{ name: 'b' }] } });
  });

  it('adds to a list, in front of a place or at its end', () => {
    const names = (operation: Json) => {
      const result = apply(operation);
      if (typeof result !== 'object') return result;
      return (result[URN] as { readonly attributes: readonly { readonly name: string }[] }).attributes
        .map((each) => each.name)
        .join('');
    };
    const value = { name: 'x' };
    expect(names({ op: 'add', path: `${ATTRIBUTES}/-`, value })).toBe('abx');
    expect(names({ op: 'add', path: `${ATTRIBUTES}/1`, value })).toBe('axb');
    expect(names(replace(`${ATTRIBUTES}/1`, value))).toBe('ax');
    expect(names(replace(`${ATTRIBUTES}/1/name`, 'y'))).toBe('ay');
    expect(names({ op: 'add', path: `${ATTRIBUTES}/3`, value })).toBe('/operations/0/path');
    expect(names(replace(`${ATTRIBUTES}/2`, value))).toBe('/operations/0/path');
  });

  it('is all or nothing: the first that does not fit is named', () => {
    expect(apply(replace('/name', 'new'), { op: 'remove', path: '/description' })).toBe('/operations/1/path');
    expect(apply(replace('/name', 'new'), replace('/unknown', 1))).toBe('/operations/1/path');
  });

  it.each<[string, Json]>([
    ['/operations/0/path', replace('/unknown', 'x')],
    ['/operations/0/path', replace('/constructor', 'x')],
    ['/operations/0/path', replace('/__proto__/x', 'x')],
    ['/operations/0/path', replace('name', 'x')],
    ['/operations/0/path', replace('/name/', 'x')],
    ['/operations/0/path', replace('/', 'x')],
    ['/operations/0/path', replace(`${ATTRIBUTES}/first`, { name: 'x' })],
    ['/operations/0/path', replace(`/${'n'.repeat(255)}`, 'x')],
    ['/operations/0/path', replace('/id', '2')],
    ['/operations/0/path', replace(path(URN, 'clientId'), '2')],
    ['/operations/0/value', replace('/name', 7)],
    ['/operations/0/value', replace('/name', null)],
    ['/operations/0/value', replace(ATTRIBUTES, [{ name: 'x', more: 1 }])],
    ['/operations/0/value', { op: 'remove', path: '/name', value: 'orders' }],
    ['/operations/0/value', { op: 'replace', path: '/name' }],
    ['/operations/0/op', { op: 'move', path: '/name', value: 'x' }],
    ['/operations/0', { ...(replace('/name', 'x') as JsonObject), from: '/id' }],
    ['/operations/0', 'replace'],
  ])('is refused at %s: %j', (target, operation) => {
    expect(apply(operation)).toBe(target);
  });

  it.each([
    undefined,
    null,
    [],
    {},
    { operations: [] },
    { operations: {} },
    { operations: [replace('/name', 'x')], id: 1 },
  ])('is none: %j', (body) => {
    expect(operationsIn(body as Json | undefined, patchable).error?.status).toBe(400);
  });

  it('never answers with a value that was sent', () => {
    const value = fc.stringMatching(/^secret-[a-z]{10}$/);
    fc.assert(
      fc.property(value, fc.constantFrom('op', 'path', 'value', 'from'), (secret, member) => {
        const read = operationsIn(
          { operations: [{ op: 'replace', path: '/count', value: 1, [member]: secret }] },
          patchable,
        );
        expect(read.error).toBeDefined();
        expect(JSON.stringify(read.error)).not.toContain(secret);
      }),
    );
  });
});
