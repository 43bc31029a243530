import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import type { KeychainView } from '../../../shared/ipc/views.ts';
import { fakeBridge } from '../../../../tests/support/fake-transport.ts';
import { Keychain } from './keychain.svelte.ts';

const view = (changed: Partial<KeychainView>): KeychainView => ({
  state: 'ready',
  throwAway: false,
  pendingTidyUp: 0,
  ...changed,
});

test('it is unknown until main has said', async () => {
  const bridge = fakeBridge({ keychain: { state: () => ok(view({ state: 'locked' })) } });
  const keychain = new Keychain(bridge.client.keychain);
  expect(keychain.view.state).toBe('unknown');
  keychain.start();
  await expect.poll(() => keychain.view.state).toBe('locked');
  expect(keychain.usable).toBe(false);
});

test('an event during the first question is newer than its answer', async () => {
  let answer = () => {};
  const bridge = fakeBridge({
    keychain: { state: () => new Promise((resolve) => (answer = () => resolve(ok(view({ state: 'unknown' }))))) },
  });
  const keychain = new Keychain(bridge.client.keychain);
  keychain.start();
  bridge.announce.keychain.changed(view({ state: 'ready' }));
  answer();
  await new Promise((resolve) => setTimeout(resolve));
  expect(keychain.view.state).toBe('ready');
});

test('trying again and choosing the session take over what main answers', async () => {
  const bridge = fakeBridge({
    keychain: { check: () => ok(view({ state: 'locked' })), useSession: () => ok(view({ state: 'session' })) },
  });
  const keychain = new Keychain(bridge.client.keychain);
  await keychain.check.run();
  expect(keychain.view.state).toBe('locked');
  await keychain.useSession.run();
  expect(keychain.view.state).toBe('session');
  expect(keychain.usable).toBe(true);
});
