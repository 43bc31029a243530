import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { fakeApp } from '../../../../tests/support/render-in-app.ts';

const read = { theme: 'dark', appliedTheme: 'sap_horizon_dark', lastSelection: null } as const;

test('the theme is applied at start, when chosen, and when the system changes', async () => {
  const app = fakeApp({
    settings: {
      read: () => ok(read),
      chooseTheme: ({ theme }) => ok({ ...read, theme, appliedTheme: 'sap_horizon_hcb' }),
    },
  });
  const { settings } = app.state;
  settings.start();
  await settings.load();
  expect(settings.theme).toBe('dark');
  await settings.chooseTheme.run('high-contrast-black');
  expect(settings.theme).toBe('high-contrast-black');
  app.announce.settings.themeChanged({ appliedTheme: 'sap_horizon' });
  expect(app.themes).toEqual(['sap_horizon_dark', 'sap_horizon_hcb', 'sap_horizon']);
});

test('a choice that could not be saved changes nothing', async () => {
  const app = fakeApp({
    settings: {
      chooseTheme: () => ({
        ok: false,
        failure: { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' },
      }),
    },
  });
  await app.state.settings.chooseTheme.run('dark');
  expect(app.state.settings.theme).toBe('system');
  expect(app.themes).toEqual([]);
  expect(app.state.settings.chooseTheme.failure?.code).toBe('store-write-failed');
});
