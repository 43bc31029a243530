import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { toJson } from '../../../shared/ipc/json-text.ts';
import { fakeBridge } from '../../../../tests/support/fake-transport.ts';
import { aRow } from '../../../../tests/support/views.ts';
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
