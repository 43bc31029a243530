import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, idOf } from '../../../../tests/support/builders.ts';
import type { Application } from '../application.ts';
import type { AskedResource } from './asked-resource.ts';
import { grantApis, isStillGranted, type Flow } from './granted-apis.ts';

const apis = (...names: readonly string[]) => names.map((name) => ({ name, description: '' }));
const provider = anApplication(1, { providedApis: apis('orders', 'invoices') });
const letsUsersIn = { ...provider, allowsAllApisForPrincipalPropagation: true };
const orders = aDependency(1);
const invoices = aDependency(1, { name: 'invoices-client', apiName: 'invoices' });
const all = anAllApisDependency(1);

interface Asking {
  readonly flow?: Flow;
  readonly consumer?: Partial<Application>;
  readonly provider?: Application | undefined;
}

function ask(asked: AskedResource | undefined, asking: Asking = {}) {
  const { flow = 'technical', consumer = { consumedApis: [orders, invoices, all] } } = asking;
  const known = 'provider' in asking ? asking.provider : provider;
  const application = (id: string) => (id === idOf(1) ? known : undefined);
  return grantApis(asked, { flow, consumer: anApplication(2, consumer), application });
}

const named = (name: string): AskedResource => ({ kind: 'dependency', name });
const ofProvider: AskedResource = { kind: 'provider', clientId: provider.clientId };

describe('a token of the client’s own', () => {
  it('is for itself when no resource is asked for', () => {
    expect(ask(undefined)).toEqual({
      granted: { provider: expect.objectContaining({ id: idOf(2) }) as unknown, apis: [], dependencies: [] },
    });
  });

  it('is for one API when a dependency is named', () => {
    expect(ask(named('invoices-client'))).toEqual({
      granted: { provider, apis: ['invoices'], dependencies: ['invoices-client'] },
    });
  });

  it('is for every API it has a dependency on when the provider is named, each once', () => {
    const again = aDependency(1, { name: 'orders-again' });
    expect(ask(ofProvider, { consumer: { consumedApis: [orders, invoices, again, aDependency(3)] } })).toEqual({
      granted: {
        ...{ provider, apis: ['orders', 'invoices'] },
        dependencies: ['orders-client', 'invoices-client', 'orders-again'],
      },
    });
  });

  it('leaves out of several what is for users only, and what has gone', () => {
    const gone = aDependency(1, { name: 'gone-client', apiName: 'gone' });
    expect(ask(ofProvider, { consumer: { consumedApis: [gone, all, orders] } })).toMatchObject({
      granted: { apis: ['orders'], dependencies: ['orders-client'] },
    });
  });

  it('is for an API of its own', () => {
    const consumer = { providedApis: apis('inner') };
    expect(ask({ kind: 'own-api', name: 'inner' }, { consumer })).toMatchObject({
      granted: { provider: { id: idOf(2) }, apis: ['inner'], dependencies: [] },
    });
    expect(ask({ kind: 'own-api', name: 'orders' }, { consumer })).toEqual({ refused: 'dependency-unknown' });
  });

  it('is refused with the exact reason', () => {
    expect(ask(named('nothing'))).toEqual({ refused: 'dependency-unknown' });
    expect(ask(named('Orders-Client'))).toEqual({ refused: 'dependency-unknown' });
    expect(ask({ kind: 'provider', clientId: idOf(9) })).toEqual({ refused: 'dependency-unknown' });
    expect(ask(named('orders-client'), { provider: undefined })).toEqual({ refused: 'provider-unknown' });
    expect(ask(named('orders-client'), { provider: anApplication(1) })).toEqual({ refused: 'api-missing' });
    expect(ask(ofProvider, { provider: anApplication(1) })).toEqual({ refused: 'api-missing' });
    expect(ask(named('users-client'), { provider: letsUsersIn })).toEqual({ refused: 'all-apis-for-users-only' });
  });
});

describe('a token for a user', () => {
  it('is for the API of the dependency', () => {
    expect(ask(named('orders-client'), { flow: 'user' })).toMatchObject({ granted: { apis: ['orders'] } });
  });

  it('is for all APIs as long as the provider lets users in', () => {
    expect(ask(named('users-client'), { flow: 'user', provider: letsUsersIn })).toMatchObject({
      granted: { apis: ['principal-propagation'], dependencies: ['users-client'] },
    });
    expect(ask(named('users-client'), { flow: 'user' })).toEqual({ refused: 'api-missing' });
  });
});

describe('an API in a token', () => {
  it('is still granted while a dependency leads to it and the provider provides it', () => {
    expect(isStillGranted('orders', provider, [orders])).toBe(true);
    expect(isStillGranted('orders', provider, [invoices, all])).toBe(false);
    expect(isStillGranted('orders', anApplication(1), [orders])).toBe(false);
    expect(isStillGranted('orders', provider, [])).toBe(false);
  });

  it('is still granted to users of all APIs while the provider lets them in', () => {
    expect(isStillGranted('principal-propagation', letsUsersIn, [all])).toBe(true);
    expect(isStillGranted('principal-propagation', provider, [all])).toBe(false);
    expect(isStillGranted('principal-propagation', letsUsersIn, [orders])).toBe(false);
  });
});
