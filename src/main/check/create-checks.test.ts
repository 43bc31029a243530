import { expect, it } from 'vitest';
import { aTenantServer } from '../../../tests/support/views.ts';
import type { ListenerView, TenantServerView } from '../../shared/ipc/tenant-views.ts';
import { absenceOf, createChecks } from './create-checks.ts';

const server = (https: Partial<ListenerView>, changed: Partial<TenantServerView> = {}): TenantServerView => {
  const { listeners, ...rest } = aTenantServer(changed);
  return { ...rest, listeners: { ...listeners, https: { ...listeners.https, ...https } } };
};

it.each<[string, TenantServerView, ReturnType<typeof absenceOf>]>([
  ['runs', server({}), undefined],
  ['is starting', server({ state: 'starting' }), 'starting'],
  ['is off', server({ state: 'off' }, { state: 'off' }), 'off'],
  ['waits', server({ state: 'off' }, { state: 'waiting-for-keychain' }), 'waiting-for-keychain'],
  ['has ended', server({ state: 'off' }, { state: 'failed' }), 'failed'],
  ['lost its port', server({ state: 'failed', fault: 'port-in-use' }), 'port-in-use'],
  ['may not listen', server({ state: 'failed', fault: 'port-not-permitted' }), 'failed'],
])('a server that %s is known for it', (_, view, absence) => expect(absenceOf(view, 'https')).toBe(absence));

it('https is asked before http, and http when only that answers', () => {
  const checks = (view: TenantServerView) =>
    createChecks({
      tenant: { view: () => view, requests: () => Promise.reject(new Error('not asked')) },
      certificate: () => undefined,
      settings: { get: () => undefined, set: () => true },
      clock: { now: () => new Date() },
      nextHandle: () => '',
    });
  expect(checks(server({})).endpoint(null).over).toBe('https');
  expect(checks(server({ state: 'failed' })).endpoint(null)).toMatchObject({
    over: 'http',
    endpoint: { origin: 'http://127.0.0.1:8750' },
  });
  expect(checks(server({})).endpoint('http').over).toBe('http');
});
