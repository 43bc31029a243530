import './ui5/start.ts';
import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ok } from '../../core/domain/result.ts';
import { toJson } from '../../shared/ipc/json-text.ts';
import type { SelectionView } from '../../shared/ipc/views.ts';
import type { Answers } from '../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../tests/support/render-in-app.ts';
import { named, press } from '../../../tests/support/ui5.ts';
import { anApplication, aRow, idOf } from '../../../tests/support/views.ts';
import App from './App.svelte';
import { startAppState } from './state/app-state.ts';

const about = {
  version: '1.2.3',
  electron: '33.2.1',
  chromium: '130',
  node: '20.18.1',
  dataFolder: '/home/someone/data',
  keychainService: 'trust-desk',
};

function shell(more: Answers = {}, selection?: SelectionView) {
  const app = fakeApp({
    applications: { list: () => ok(toJson([aRow(1)])), read: () => ok(anApplication(1)), ...more.applications },
    keychain: { state: () => ok({ state: 'ready', throwAway: false, pendingTidyUp: 0 }), ...more.keychain },
    clipboard: { ...more.clipboard },
    app: { notices: () => ok([]), about: () => ok(about), ...more.app },
    settings: { rememberSelection: () => ok(undefined), ...more.settings },
  });
  startAppState(app.state);
  if (selection) app.state.route.restore(selection);
  return { app, ...renderIn(app, App) };
}

test('the tenant and the state of the keychain are in the shell bar', async () => {
  const { container } = shell();
  expect(named(document, 'ui5-button', 'Tenant: Local tenant').textContent).toContain('Local tenant');
  await expect.poll(() => named(container, 'ui5-button', 'Keychain Ready').textContent).toBe('Keychain Ready');
});

test('a start leads back to where the person was', async () => {
  shell({}, { page: 'applications', applicationId: idOf(1), tab: 'general' });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Application 1');
});

test('each place of the navigation opens its page and is remembered', async () => {
  const { app, container } = shell();
  const navigation = container.querySelector('ui5-side-navigation')!;
  const choose = (text: string) => {
    const items = [...navigation.querySelectorAll('ui5-side-navigation-item, ui5-side-navigation-sub-item')];
    items.find((item) => 'text' in item && item.text === text)?.dispatchEvent(new CustomEvent('ui5-click'));
  };
  choose('Settings');
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
  choose('About');
  expect(await screen.findByText('Trust Desk 1.2.3')).toBeTruthy();
  choose('Applications');
  expect(await screen.findByText('Application 1')).toBeTruthy();
  expect(app.inputsOf('settings.rememberSelection').map((input) => (input as SelectionView).page)).toEqual([
    'settings',
    'about',
    'applications',
  ]);
});

test('a secret on the clipboard is shown with its time, and can be cleared at once', async () => {
  const { app } = shell({ clipboard: { clear: () => ok(undefined) } });
  app.announce.clipboard.holding({ what: 'secret', endsInMs: 23_000 });
  const aside = await screen.findByRole('complementary', { name: 'Clipboard' });
  expect(aside.textContent).toMatch(/Client secret on the clipboard, cleared in 23\ss/);
  await press(within(aside).getByText('Clear Now'));
  expect(app.inputsOf('clipboard.clear')).toHaveLength(1);
  app.announce.clipboard.released({ reason: 'cleared' });
  await expect.poll(() => screen.queryByRole('complementary')).toBeNull();
  expect(screen.getByText('The clipboard was cleared.')).toBeTruthy();
});

test('a notice about the stored data stays until it is dismissed', async () => {
  shell({ app: { notices: () => ok([{ kind: 'index-rebuilt', what: 'index', savedAs: null }]) } });
  const strip = (await screen.findByText(/was rebuilt/)).closest('ui5-message-strip');
  strip?.dispatchEvent(new CustomEvent('ui5-close', { bubbles: true }));
  await expect.poll(() => screen.queryByText(/was rebuilt/)).toBeNull();
});

test('a notice that comes up later is shown, and none comes back that was dismissed', async () => {
  const notice = { what: 'index', savedAs: null } as const;
  const { app } = shell({ app: { notices: () => ok([{ ...notice, kind: 'index-rebuilt' }]) } });
  const strip = (await screen.findByText(/was rebuilt/)).closest('ui5-message-strip');
  strip?.dispatchEvent(new CustomEvent('ui5-close', { bubbles: true }));
  app.answer({
    app: {
      notices: () =>
        ok([
          { ...notice, kind: 'index-rebuilt' as const },
          { ...notice, kind: 'newer-format' as const },
        ]),
    },
  });
  app.announce.app.noticesChanged();
  expect(await screen.findByText(/by a newer version/)).toBeTruthy();
  expect(screen.queryByText(/was rebuilt/)).toBeNull();
});

test('secrets are kept for the session only after it was said what that means', async () => {
  const locked = { state: 'locked', throwAway: false, pendingTidyUp: 0 } as const;
  const { app, container } = shell({
    keychain: { state: () => ok(locked), useSession: () => ok({ ...locked, state: 'session' }) },
  });
  await press(await screen.findByText(/Keep Secrets for This Session Only…/));
  expect(await screen.findByText(/gone for good/)).toBeTruthy();
  expect(app.inputsOf('keychain.useSession')).toEqual([]);
  await press(screen.getByText('Keep for This Session'));
  await expect.poll(() => app.inputsOf('keychain.useSession').length).toBe(1);
  await expect.poll(() => named(container, 'ui5-button', 'Secrets for This Session')).toBeTruthy();
});
