import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import type { Answers } from '../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { failureSaid, press } from '../../../../tests/support/ui5.ts';
import SettingsPage from './SettingsPage.svelte';

const about = { version: '', electron: '', chromium: '', node: '', dataFolder: '/data', keychainService: 'trust-desk' };

function page(more: Answers = {}) {
  const app = fakeApp({ ...more, app: { about: () => ok(about), ...more.app } });
  const { container } = renderIn(app, SettingsPage, { onsession: () => undefined });
  const radio = (text: string) =>
    [...container.querySelectorAll('ui5-radio-button')].find((each) => 'text' in each && each.text === text)!;
  const choose = (text: string) => {
    const chosen = Object.assign(radio(text), { checked: true });
    chosen.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  };
  return { app, radio, choose };
}

test('a theme that is chosen is sent and marked', async () => {
  const { app, radio, choose } = page({
    settings: { chooseTheme: ({ theme }) => ok({ theme, appliedTheme: 'sap_horizon_hcb', lastSelection: null }) },
  });
  expect(radio('System')).toHaveProperty('checked', true);
  choose('High Contrast Black');
  await expect.poll(() => app.themes).toEqual(['sap_horizon_hcb']);
  expect(app.inputsOf('settings.chooseTheme')).toEqual([{ theme: 'high-contrast-black' }]);
});

test('who was sent to one of its sections has the focus there, however often', async () => {
  const { app } = page();
  for (const heading of ['Token Endpoint', 'Keychain', 'Token Endpoint']) {
    app.state.route.toSettings(heading);
    await expect.poll(() => document.activeElement?.textContent.trim()).toBe(heading);
    expect(app.state.route.wantedHeading).toBeNull();
  }
});

test('a choice that could not be saved says so, in place', async () => {
  const { choose } = page({
    settings: { chooseTheme: () => fail({ code: 'store-write-failed', trouble: 'read-only', changed: 'nothing' }) },
  });
  choose('Dark');
  expect(await failureSaid()).toContain('a disk that can only be read');
});

test('it says where the data is and under which name the keychain has the secrets', async () => {
  const { app } = page({ app: { showDataFolder: () => ok(undefined) } });
  expect(await screen.findByText('/data')).toBeTruthy();
  expect(screen.getByText('trust-desk')).toBeTruthy();
  await press(screen.getByText('Show Data Folder'));
  expect(app.inputsOf('app.showDataFolder')).toHaveLength(1);
});
