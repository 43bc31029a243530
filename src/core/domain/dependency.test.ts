import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../tests/support/any-text.ts';
import { aDependency, anAllApisDependency } from '../../../tests/support/builders.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import {
  addDependency,
  dependencyNameIn,
  findDependency,
  parseDependencyName,
  repointDependency,
  resourceOf,
  targetOf,
  withoutDependency,
  type ApiDependency,
  type Dependency,
} from './dependency.ts';

const PREFIX = 'urn:sap:identity:application:provider:name:';
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const dependencyName = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 36 });

describe('the name of a dependency', () => {
  it('is made of letters, digits, hyphens and underscores, 1 to 36 of them', () => {
    fc.assert(fc.property(dependencyName, (name) => worked(parseDependencyName(name)) === name));
    expect(parseDependencyName('a')).toEqual({ ok: true, value: 'a' });
    expect(parseDependencyName('a'.repeat(36))).toEqual({ ok: true, value: 'a'.repeat(36) });
  });

  it('is accepted as it is or refused, never changed, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, dependencyName), (typed) => {
        const parsed = parseDependencyName(typed);
        expect(parsed.ok).toBe(/^[a-zA-Z0-9_-]{1,36}$/.test(typed) && !typed.includes('\n'));
        if (parsed.ok) expect(parsed.value).toBe(typed);
      }),
    );
  });

  it('is refused with blanks around it: it goes into other people’s configuration as it is', () => {
    for (const typed of [' orders', 'orders ', 'orders\n', '\u00A0orders', '\uFEFForders']) {
      expect(refusal(parseDependencyName(typed)).code).toBe('field-characters');
    }
  });

  it('is required', () => {
    expect(refusal(parseDependencyName(''))).toEqual({ code: 'field-empty', field: 'dependency-name' });
  });

  it('is refused from 37 characters on', () => {
    expect(refusal(parseDependencyName('a'.repeat(37)))).toEqual({
      ...{ code: 'field-too-long', field: 'dependency-name', limit: 36, length: 37 },
    });
  });

  it('is told what it must not hold, each once and visibly', () => {
    expect(refusal(parseDependencyName('Aufträge für.ä\u202E x'))).toEqual({
      ...{ code: 'field-characters', field: 'dependency-name', characters: ['ä', ' ', 'ü', '.', 'U+202E'] },
    });
  });

  it.each(['a/b', 'a:b', 'a.b', 'a%20', 'a+b', 'ａ', 'é', '\u017F', '\u212A', '\0', '１'])(
    'must not be %j',
    (typed) => {
      expect(refusal(parseDependencyName(typed)).code).toBe('field-characters');
    },
  );
});

describe('the resource of a dependency', () => {
  it('is the URN the console shows', () => {
    expect(resourceOf('orders')).toBe('urn:sap:identity:application:provider:name:orders');
  });

  it('names the dependency it was made for', () => {
    fc.assert(fc.property(dependencyName, (name) => dependencyNameIn(resourceOf(name)) === name));
  });

  it('has one reading only: what names a dependency is what that dependency is printed as', () => {
    const near = fc.oneof(anyText, dependencyName).map((rest) => `${PREFIX}${rest}`);
    fc.assert(
      fc.property(fc.oneof(near, anyText), (resource) => {
        const name = dependencyNameIn(resource);
        if (name !== undefined) expect(resourceOf(name)).toBe(resource);
      }),
    );
  });

  it.each([
    ['a provider’s client id', 'urn:sap:identity:application:provider:clientid:01234567-89ab-4cde-8f01-23456789abcd'],
    ['an API inside one application', 'urn:sap:identity:api:name:orders'],
    ['no name', PREFIX],
    ['a longer name than any dependency has', `${PREFIX}${'a'.repeat(37)}`],
    ['a name no dependency can have', `${PREFIX}or ders`],
    ['something more behind the name', `${PREFIX}orders:more`],
    ['something before it', ` ${PREFIX}orders`],
    ['another writing of the prefix', `${PREFIX.toUpperCase()}orders`],
    ['nothing', ''],
  ])('does not name one when it is that of %s', (_what, resource) => {
    expect(dependencyNameIn(resource)).toBeUndefined();
  });
});

const named = (name: string, changed: Partial<ApiDependency> = {}) => aDependency(1, { name, ...changed });
const some = [named('orders'), named('invoices', { apiName: 'billing' })];
const many = (count: number) => Array.from({ length: count }, (_, number) => named(`dependency-${number}`));

describe('the dependencies of a consumer', () => {
  it('are found by their exact name, case too', () => {
    expect(findDependency(some, 'invoices')).toBe(some[1]);
    expect(findDependency(some, 'Invoices')).toBeUndefined();
  });

  it('take a new one at their end', () => {
    expect(worked(addDependency(some, named('new'), 'Dashboard'))).toEqual([...some, named('new')]);
  });

  it('take no name twice, not for another provider or API either, and the failure says whose', () => {
    const elsewhere = { ...aDependency(2), name: 'orders', apiName: 'other' };
    const failure = { code: 'dependency-name-taken', name: 'orders', consumer: 'Dashboard' };
    expect(refusal(addDependency(some, elsewhere, 'Dashboard'))).toEqual(failure);
    expect(worked(addDependency(some, named('Orders'), 'Dashboard'))).toHaveLength(3);
  });

  it('may lead to the same API under several names', () => {
    expect(worked(addDependency(some, named('orders-2'), 'Dashboard'))).toHaveLength(3);
  });

  it('are at most 400', () => {
    expect(worked(addDependency(many(399), named('last'), 'Dashboard'))).toHaveLength(400);
    for (const count of [400, 401]) {
      const failure = { code: 'dependency-limit-reached', limit: 400 };
      expect(refusal(addDependency(many(count), named('last'), 'Dashboard'))).toEqual(failure);
    }
  });

  it('have no name twice, whatever is added and removed', () => {
    const step = fc.tuple(fc.boolean(), fc.constantFrom('a', 'A', 'b', 'B'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let all: readonly Dependency[] = [];
        for (const [add, name] of steps) {
          const next = add ? addDependency(all, named(name), 'x') : withoutDependency(all, name);
          expect(next.ok).toBe(add !== all.some((each) => each.name === name));
          if (next.ok) all = next.value;
          expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
        }
      }),
    );
  });

  it('can be pointed at another API of the same provider, in their place', () => {
    const [orders, invoices] = some;
    expect(worked(repointDependency(some, 'orders', 'orders-v2'))).toEqual([
      { ...orders, apiName: 'orders-v2' },
      invoices,
    ]);
  });

  it('can be pointed at all APIs and back, in a member of our own', () => {
    const all = worked(repointDependency(some, 'orders', null));
    expect(all[0]).toEqual(anAllApisDependency(1, 'orders'));
    expect(targetOf(all[0]!)).toBeNull();
    expect(worked(repointDependency(all, 'orders', 'orders'))).toEqual(some);
  });

  it('go one at a time, the others untouched', () => {
    fc.assert(
      fc.property(fc.uniqueArray(dependencyName, { minLength: 1, maxLength: 8 }), fc.nat(), (names, at) => {
        const place = at % names.length;
        const left = worked(
          withoutDependency(
            names.map((name) => named(name)),
            names[place]!,
          ),
        );
        expect(left.map((each) => each.name)).toEqual(names.toSpliced(place, 1));
      }),
    );
  });

  it('that are not there can be neither repointed nor removed', () => {
    const failure = { code: 'dependency-unknown', name: 'Orders' };
    expect(refusal(repointDependency(some, 'Orders', 'x'))).toEqual(failure);
    expect(refusal(withoutDependency(some, 'Orders'))).toEqual(failure);
  });

  it('of the list that was given stay as they were', () => {
    const frozen = Object.freeze(some.map((each) => Object.freeze(each)));
    worked(addDependency(frozen, named('new'), 'x'));
    worked(repointDependency(frozen, 'orders', 'x'));
    worked(withoutDependency(frozen, 'orders'));
    expect(frozen).toEqual(some);
  });
});
