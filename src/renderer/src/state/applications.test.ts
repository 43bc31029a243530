import { expect, test, vi } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { toJson } from '../../../shared/ipc/json-text.ts';
import { fakeBridge } from '../../../../tests/support/fake-transport.ts';
import { aRow } from '../../../../tests/support/views.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { Applications } from './applications.svelte.ts';

test('the list is read at start and again when something changed', async () => {
  const bridge = fakeBridge({ applications: { list: () => ok(toJson([aRow(1)])) } });
  const applications = new Applications(bridge.client.applications);
  expect(applications.status).toBe('loading');
  const stop = applications.start();
  await expect.poll(() => applications.rows.length).toBe(1);
  bridge.answer({ applications: { list: () => ok(toJson([aRow(1), aRow(2)])) } });
  bridge.announce.applications.changed({ applicationIds: [] });
  await expect.poll(() => applications.rows.length).toBe(2);
  stop();
  bridge.announce.applications.changed({ applicationIds: [] });
  expect(bridge.inputsOf('applications.list')).toHaveLength(2);
});

test('changes during a read lead to one more read, not to one each', async () => {
  let release = () => {};
  const bridge = fakeBridge({
    applications: { list: () => new Promise((resolve) => (release = () => resolve(ok(toJson([aRow(1)]))))) },
  });
  const applications = new Applications(bridge.client.applications);
  applications.start();
  bridge.announce.applications.changed({ applicationIds: [] });
  bridge.announce.applications.changed({ applicationIds: [] });
  release();
  await expect.poll(() => bridge.inputsOf('applications.list').length).toBe(2);
  release();
  await expect.poll(() => applications.status).toBe('ready');
  expect(bridge.inputsOf('applications.list')).toHaveLength(2);
});

test('a read that fails later keeps the rows and says what failed', async () => {
  const bridge = fakeBridge({ applications: { list: () => ok(toJson([aRow(1)])) } });
  const applications = new Applications(bridge.client.applications);
  await applications.refresh();
  bridge.answer({ applications: { list: () => ({ ok: false, failure: { code: 'store-damaged', what: 'x' } }) } });
  await applications.refresh();
  expect(applications.rows).toHaveLength(1);
  expect(applications.status).toBe('ready');
  expect(applications.failure?.code).toBe('store-damaged');
});

test('pages that come in while there is other work are one change of the list, the last word about each counts', async () => {
  const idle: IdleRequestCallback[] = [];
  const asked = vi.fn<typeof requestIdleCallback>((callback) => idle.push(callback));
  vi.stubGlobal('requestIdleCallback', asked);
  const filling: ListState = { status: 'filling', readAt: null, failure: null };
  const bridge = fakeBridge({ applications: { list: () => ok(toJson([])), listState: () => ok(filling) } });
  const applications = new Applications(bridge.client.applications, true);
  applications.start();
  await expect.poll(() => applications.status).toBe('ready');
  const { listed } = bridge.announce.applications;
  const ready: ListState = { status: 'ready', readAt: '2026-11-24T08:00:00.000Z', failure: null };
  listed({ rows: toJson([aRow(1), aRow(2), aRow(3)]), removed: [], state: filling });
  listed({ rows: toJson([{ ...aRow(1), label: 'Renamed' }]), removed: [aRow(2).id, aRow(3).id], state: filling });
  listed({ rows: toJson([aRow(3)]), removed: [], state: ready });
  expect([applications.rows, applications.list.status, idle.length]).toEqual([[], 'filling', 1]);
  expect(asked.mock.calls[0]?.[1]?.timeout).toBe(200);
  idle[0]?.({ didTimeout: false, timeRemaining: () => 5 });
  expect(applications.list).toEqual(ready);
  expect(new Set(applications.rows)).toEqual(new Set([{ ...aRow(1), label: 'Renamed' }, aRow(3)]));
  listed({ rows: toJson([]), removed: [aRow(1).id], state: ready });
  idle[1]?.({ didTimeout: true, timeRemaining: () => 0 });
  expect(applications.rows).toEqual([aRow(3)]);
});
