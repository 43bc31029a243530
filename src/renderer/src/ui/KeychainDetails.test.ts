import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import type { VaultState } from '../../../core/domain/vault-state.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { press } from '../../../../tests/support/ui5.ts';
import { keychainMatters, keychainWords } from '../keychain-words.ts';
import KeychainDetails from './KeychainDetails.svelte';

const view = (state: VaultState, throwAway = false) => ({ state, throwAway, pendingTidyUp: 0 });

async function details(state: VaultState, throwAway = false) {
  let asked = 0;
  const app = fakeApp({ keychain: { state: () => ok(view(state, throwAway)), check: () => ok(view('ready')) } });
  app.state.keychain.start();
  await expect.poll(() => app.state.keychain.view).toEqual(view(state, throwAway));
  renderIn(app, KeychainDetails, { onsession: () => (asked += 1) });
  return { app, asked: () => asked };
}

test.each(['locked', 'uninitialised', 'unavailable'] as const)('%s: try again, or this session only', async (state) => {
  const { app, asked } = await details(state);
  await press(screen.getByText(/Keep Secrets for This Session Only/));
  expect(asked()).toBe(1);
  await press(screen.getByText('Try Again'));
  await expect.poll(() => app.state.keychain.view.state).toBe('ready');
  expect(app.inputsOf('keychain.useSession')).toEqual([]);
});

test('ready: there is nothing to press', async () => {
  await details('ready');
  expect(screen.queryByText('Try Again')).toBeNull();
  expect(screen.queryByText(/Session Only/)).toBeNull();
});

test('session: the way back to the keychain is there, and the end of the secrets is said', async () => {
  await details('session');
  expect(screen.getByText(/gone for good when Trust Desk ends/)).toBeTruthy();
  expect(screen.getByText('Try Again')).toBeTruthy();
});

test('a keychain of the start command says that its secrets end with it', async () => {
  await details('ready', true);
  expect(screen.getByText(/The secrets in it end with this start/)).toBeTruthy();
  expect(keychainMatters(view('ready', true))).toBe(true);
});

test('each state has a word and an icon of its own', () => {
  const states: readonly VaultState[] = ['unknown', 'ready', 'locked', 'uninitialised', 'unavailable', 'session'];
  expect(new Set(states.map((state) => keychainWords(view(state)).word)).size).toBe(states.length);
  expect(new Set(states.map((state) => keychainWords(view(state)).icon)).size).toBe(states.length);
});

test('nobody is warned while all is well or nothing is known', () => {
  expect(keychainMatters(view('ready'))).toBe(false);
  expect(keychainMatters(view('unknown'))).toBe(false);
  expect(keychainMatters(view('locked'))).toBe(true);
});
