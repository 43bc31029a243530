import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { press } from '../../../../tests/support/ui5.ts';
import AboutPage from './AboutPage.svelte';

const about = {
  version: '1.2.3',
  electron: '33.2.1',
  chromium: '130',
  node: '20.18.1',
  dataFolder: '',
  keychainService: '',
};

test('it names the versions, the licence, and what is not promised', async () => {
  renderIn(fakeApp({ app: { about: () => ok(about) } }), AboutPage);
  expect(await screen.findByRole('heading', { name: 'Trust Desk 1.2.3' })).toBeTruthy();
  expect(screen.getByText('Electron 33.2.1, Chromium 130, Node.js 20.18.1')).toBeTruthy();
  expect(screen.getByText(/Apache License 2.0\. It contains/)).toBeTruthy();
  expect(screen.getByText(/not an identity provider for production/)).toBeTruthy();
});

test('links are opened by their name; no address crosses', async () => {
  const app = fakeApp({ app: { about: () => ok(about), openLink: () => ok(undefined) } });
  renderIn(app, AboutPage);
  await press(screen.getByText(/Generate Credentials to Access/));
  expect(app.inputsOf('app.openLink')).toEqual([{ link: 'sap-procedure' }]);
});
