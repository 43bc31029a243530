import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { refusal } from '../../../tests/support/outcome.ts';
import { summaryOf, type Application } from './application.ts';
import {
  checkConfirmed,
  checkTarget,
  dependenciesOn,
  statusOfDependency,
  usersOfName,
  type AffectedDependency,
} from './dependents.ts';
import { done } from './result.ts';

const PROVIDER = 1;
const consumer = (number: number, changed: Partial<Application> = {}) => summaryOf(anApplication(number, changed));
const row = (number: number, name = 'orders-client', apiName = 'orders'): AffectedDependency => ({
  consumerId: idOf(number),
  consumer: `Application ${number}`,
  name,
  apiName,
});

describe('a dependency', () => {
  const dependency = 'orders';
  const providing = (...providedApis: readonly string[]) => ({
    providedApis,
    allowsAllApisForPrincipalPropagation: false,
  });

  it('works while its provider provides the API', () => {
    expect(statusOfDependency(dependency, providing('invoices', 'orders'))).toBe('working');
  });

  it('dangles when the provider does not provide the API: not any more, or in another case', () => {
    expect(statusOfDependency(dependency, providing())).toBe('api-missing');
    expect(statusOfDependency(dependency, providing('Orders', 'orders2'))).toBe('api-missing');
  });

  it('on all APIs works while its provider allows that, whatever it provides', () => {
    expect(statusOfDependency(null, { ...providing(), allowsAllApisForPrincipalPropagation: true })).toBe('working');
    expect(statusOfDependency(null, providing('orders'))).toBe('api-missing');
    expect(statusOfDependency(null, undefined)).toBe('provider-missing');
    expect(statusOfDependency('orders', { ...providing(), allowsAllApisForPrincipalPropagation: true })).toBe(
      'api-missing',
    );
  });

  it('dangles when there is no such provider', () => {
    expect(statusOfDependency(dependency, undefined)).toBe('provider-missing');
    expect(statusOfDependency(dependency, undefined, false)).toBe('provider-unknown');
    expect(statusOfDependency(dependency, providing(), false)).toBe('api-missing');
  });
});

describe('where a dependency may lead', () => {
  it('is to an API that is provided, or to all where the provider allows that', () => {
    const provider = anApplication(1, { providedApis: [{ name: 'orders', description: '' }] });
    expect(checkTarget(provider, 'orders')).toEqual(done);
    expect(refusal(checkTarget(provider, 'Orders'))).toEqual({ code: 'api-unknown', name: 'Orders' });
    expect(refusal(checkTarget(provider, null))).toEqual({ code: 'all-apis-not-allowed', provider: 'Application 1' });
    const allowing = { ...provider, allowsAllApisForPrincipalPropagation: true, providedApis: [] };
    expect(checkTarget(allowing, null)).toEqual(done);
  });
});

describe('the dependents of a provider', () => {
  it('on all its APIs are found apart from those on one of them', () => {
    const both = summaryOf(anApplication(2, { consumedApis: [aDependency(1), anAllApisDependency(1)] }));
    const names = (target?: string | null) => dependenciesOn([both], idOf(1), target).map(({ name }) => name);
    expect(names(null)).toEqual(['users-client']);
    expect(names('orders')).toEqual(['orders-client']);
    expect(names()).toEqual(['orders-client', 'users-client']);
  });

  const consumers = [
    consumer(2, { consumedApis: [aDependency(PROVIDER), aDependency(9, { name: 'elsewhere' })] }),
    consumer(3, {
      consumedApis: [
        aDependency(PROVIDER, { name: 'a', apiName: 'Orders' }),
        aDependency(PROVIDER, { name: 'b', apiName: 'invoices' }),
      ],
    }),
    consumer(4),
  ];

  it('are every dependency that leads to it, dangling ones too, and no other', () => {
    expect(dependenciesOn(consumers, idOf(PROVIDER))).toEqual([row(2), row(3, 'a', 'Orders'), row(3, 'b', 'invoices')]);
    expect(dependenciesOn(consumers, idOf(4))).toEqual([]);
    expect(dependenciesOn([], idOf(PROVIDER))).toEqual([]);
  });

  it('are in the order of their consumers on screen, and of their names', () => {
    const one = consumer(2, { displayName: 'b', consumedApis: [aDependency(PROVIDER)] });
    const two = ['z', 'É', 'a'].map((name) => aDependency(PROVIDER, { name }));
    const other = consumer(3, { displayName: 'A', consumedApis: two });
    const found = dependenciesOn([one, other], idOf(PROVIDER)).map((each) => `${each.consumer} ${each.name}`);
    expect(found).toEqual(['A a', 'A É', 'A z', 'b orders-client']);
  });

  it('on one of its APIs are those that name it exactly, case too', () => {
    expect(dependenciesOn(consumers, idOf(PROVIDER), 'orders')).toEqual([row(2)]);
    expect(dependenciesOn(consumers, idOf(PROVIDER), 'Orders')).toEqual([row(3, 'a', 'Orders')]);
    expect(dependenciesOn(consumers, idOf(PROVIDER), '')).toEqual([]);
  });

  it('are told apart by id and called by the label of their consumer', () => {
    const nameless = consumer(2, { displayName: '', name: '', consumedApis: [aDependency(PROVIDER)] });
    expect(dependenciesOn([nameless], idOf(PROVIDER))).toEqual([{ ...row(2), consumer: idOf(2) }]);
  });

  it('who use a name already are those that use exactly this one', () => {
    const rows = [row(2), row(3, 'Orders-Client'), row(4)];
    expect(usersOfName(rows, 'orders-client')).toEqual([rows[0], rows[2]]);
    expect(usersOfName(rows, 'orders')).toEqual([]);
  });
});

describe('what others depend on is changed', () => {
  const rows = fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('a', 'b', 'A'))
      .map(([number, name]) => row(number, name)),
    { selector: (each) => `${each.consumerId}${each.name}`, maxLength: 12 },
  );
  const done = { ok: true, value: undefined };

  it('without a question when nobody does', () => {
    expect(checkConfirmed([], [])).toEqual(done);
  });

  it('once a person confirmed everyone affected, in whatever order', () => {
    fc.assert(
      fc.property(rows, (affected) => {
        expect(checkConfirmed(affected, affected.toReversed())).toEqual(done);
      }),
    );
  });

  it('also when some of those confirmed have gone since', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (confirmed, gone) => {
        expect(checkConfirmed(confirmed.toSpliced(0, gone), confirmed)).toEqual(done);
      }),
    );
  });

  it('not when one came since: then everyone affected now is told', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (affected, at) => {
        fc.pre(affected.length > 0);
        const seen = affected.toSpliced(at % affected.length, 1);
        expect(checkConfirmed(affected, seen)).toEqual({
          ok: false,
          failure: { code: 'dependents-affected', affected },
        });
      }),
    );
  });

  it.each([
    ['nobody', []],
    ['another dependency of the same consumer', [row(2, 'other')]],
    ['a dependency of that name of another consumer', [row(3)]],
    ['the name in another case', [row(2, 'Orders-Client')]],
  ])('not when what was confirmed is %s', (_what, confirmed) => {
    expect(checkConfirmed([row(2)], confirmed)).toMatchObject({ ok: false, failure: { affected: [row(2)] } });
  });
});
