import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { ApplicationView } from '../../../shared/ipc/views.ts';
import { fakeBridge } from '../../../../tests/support/fake-transport.ts';
import { anApplication, idOf } from '../../../../tests/support/views.ts';
import { CurrentApplication } from './current-application.svelte.ts';

test('it is read when opened and again when any application changed', async () => {
  const bridge = fakeBridge({ applications: { read: () => ok(anApplication(1)) } });
  const current = new CurrentApplication(bridge.client.applications);
  current.start();
  await current.open(idOf(1));
  bridge.answer({ applications: { read: () => ok(anApplication(1, { label: 'Renamed' })) } });
  bridge.announce.applications.changed({ applicationIds: [idOf(2)] });
  await expect.poll(() => current.view?.label).toBe('Renamed');
});

test('an application deleted meanwhile is not left on screen', async () => {
  const bridge = fakeBridge({ applications: { read: () => ok(anApplication(1)) } });
  const current = new CurrentApplication(bridge.client.applications);
  current.start();
  await current.open(idOf(1));
  bridge.answer({
    applications: { read: ({ applicationId }) => fail({ code: 'application-unknown', id: applicationId }) },
  });
  bridge.announce.applications.changed({ applicationIds: [idOf(1)] });
  await expect.poll(() => current.failure?.code).toBe('application-unknown');
  expect(current.view).toBeNull();
});

test('any other failure keeps what is on screen', async () => {
  const bridge = fakeBridge({ applications: { read: () => ok(anApplication(1)) } });
  const current = new CurrentApplication(bridge.client.applications);
  await current.open(idOf(1));
  bridge.answer({ applications: { read: () => fail({ code: 'store-damaged', what: 'x' }) } });
  await current.retry();
  expect(current.failure?.code).toBe('store-damaged');
  expect(current.view?.id).toBe(idOf(1));
});

test('a late answer about an application left meanwhile is dropped', async () => {
  const answers = new Map<string, (result: Result<ApplicationView>) => void>();
  const bridge = fakeBridge({
    applications: { read: ({ applicationId }) => new Promise((resolve) => answers.set(applicationId, resolve)) },
  });
  const current = new CurrentApplication(bridge.client.applications);
  const first = current.open(idOf(1));
  const second = current.open(idOf(2));
  await expect.poll(() => answers.size).toBe(2);
  answers.get(idOf(2))?.(ok(anApplication(2)));
  answers.get(idOf(1))?.(ok(anApplication(1)));
  await Promise.all([first, second]);
  expect(current.view?.id).toBe(idOf(2));
});

test('what a call answered is taken over, unless it is about another application', async () => {
  const bridge = fakeBridge({ applications: { read: () => ok(anApplication(1)) } });
  const current = new CurrentApplication(bridge.client.applications);
  await current.open(idOf(1));
  current.accept(anApplication(1, { label: 'Renamed' }));
  current.accept(anApplication(2));
  expect(current.view?.label).toBe('Renamed');
});
