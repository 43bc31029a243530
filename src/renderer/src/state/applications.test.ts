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

const FILLING: ListState = { status: 'filling', readAt: null, failure: null };

/** A list that comes in parts, and what is put off until there is time. */
async function comingInParts() {
  const idle: IdleRequestCallback[] = [];
  const asked = vi.fn<typeof requestIdleCallback>((callback) => idle.push(callback));
  vi.stubGlobal('requestIdleCallback', asked);
  const bridge = fakeBridge({ applications: { list: () => ok(toJson([])), listState: () => ok(FILLING) } });
  const applications = new Applications(bridge.client.applications, true);
  applications.start();
  await expect.poll(() => applications.status).toBe('ready');
  const haveTime = () => idle.splice(0).forEach((each) => each({ didTimeout: false, timeRemaining: () => 5 }));
  return { applications, listed: bridge.announce.applications.listed, asked, idle, haveTime };
}

test('pages that come in while there is other work are one change of the list, the last word about each counts', async () => {
  const { applications, listed, asked, idle, haveTime } = await comingInParts();
  const ready: ListState = { status: 'ready', readAt: '2026-11-24T08:00:00.000Z', failure: null };
  listed({ rows: toJson([aRow(1), aRow(2)]), removed: [], state: FILLING });
  listed({ rows: toJson([{ ...aRow(1), label: 'Renamed' }]), removed: [], state: FILLING });
  listed({ rows: toJson([aRow(3)]), removed: [], state: ready });
  expect([applications.rows, applications.list.status, idle.length]).toEqual([[], 'filling', 1]);
  expect(asked.mock.calls[0]?.[1]?.timeout).toBe(200);
  haveTime();
  expect(applications.list).toEqual(ready);
  expect(new Set(applications.rows)).toEqual(new Set([{ ...aRow(1), label: 'Renamed' }, aRow(2), aRow(3)]));
});

test('what is gone is gone at once, with all that was told before', async () => {
  const { applications, listed, idle, haveTime } = await comingInParts();
  listed({ rows: toJson([aRow(1), aRow(2)]), removed: [], state: FILLING });
  listed({ rows: toJson([]), removed: [aRow(1).id], state: FILLING });
  expect(applications.rows).toEqual([aRow(2)]);
  listed({ rows: toJson([aRow(1)]), removed: [], state: FILLING });
  expect([applications.rows.length, idle.length]).toEqual([1, 2]);
  haveTime();
  expect(new Set(applications.rows)).toEqual(new Set([aRow(1), aRow(2)]));
});
