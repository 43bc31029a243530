import { describe, expect, it } from 'vitest';
import { fail, ok } from '../result.ts';
import { checkPlanned } from './planned-operations.ts';
import { AUTHENTICATION, type Json, type PatchOperationShape } from './wire.ts';

const replace = (member: string, value: Json): PatchOperationShape => ({
  ...{ op: 'replace', path: `/${AUTHENTICATION}/${member}`, value },
});
const dependencies = (...value: readonly Json[]) => [replace('consumedApis', value)];
const ONE = { name: 'one', apiName: 'orders', appId: 'p', unknown: { a: [1, null] } };
const TWO = { name: 'two', apiName: 'orders', appId: 'p' };

const changed = (list: string, difference: Readonly<Record<string, readonly string[]>>) =>
  fail({
    ...{ code: 'list-changed-meanwhile', list, written: false },
    difference: { added: [], removed: [], changed: [], ...difference },
  } as never);

describe('what was planned', () => {
  it('is what is to be written, in whatever order', () => {
    expect(checkPlanned([], [])).toEqual(ok(undefined));
    const turned = { unknown: { a: [1, null] }, appId: 'p', apiName: 'orders', name: 'one' };
    expect(checkPlanned(dependencies(ONE, TWO), dependencies(TWO, turned))).toEqual(ok(undefined));
  });

  it.each([
    ['added', dependencies(ONE), dependencies(ONE, TWO), changed('dependencies', { added: ['two'] })],
    ['removed', dependencies(ONE, TWO), dependencies(ONE), changed('dependencies', { removed: ['two'] })],
    [
      'changed in what nobody knows',
      dependencies(ONE),
      dependencies({ ...ONE, unknown: { a: [1, 0] } }),
      changed('dependencies', { changed: ['one'] }),
    ],
    ['not there any more', dependencies(ONE), [], changed('dependencies', { removed: ['one'] })],
    [
      'a grant',
      [replace('openIdConnectConfiguration/restrictedGrantTypes', ['password', 'clientCredentials'])],
      [replace('openIdConnectConfiguration/restrictedGrantTypes', ['clientCredentials', 'implicit'])],
      changed('grants', { added: ['implicit'], removed: ['password'] }),
    ],
    [
      'an entry without a name',
      dependencies({ odd: 1 }),
      dependencies({ odd: 2 }),
      changed('dependencies', { added: ['{"odd":2}'], removed: ['{"odd":1}'] }),
    ],
  ] as const)('is not, with one %s', (_, planned, now, told) => {
    expect(checkPlanned(planned, now)).toEqual(told);
  });
});
