import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { countedId } from '../../../../../tests/support/counted-ids.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press } from '../../../../../tests/support/ui5.ts';
import { aTenantServer } from '../../../../../tests/support/views.ts';
import { clientId } from '../../../../core/domain/identifiers.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { DirectoryApiView, TenantServerView } from '../../../../shared/ipc/tenant-views.ts';
import DirectoryApiSettings from './DirectoryApiSettings.svelte';

const client = (changed: Partial<DirectoryApiView> = {}): DirectoryApiView => ({
  ...{ clientId: clientId(countedId(1)), hint: '=q4x', created: '2026-01-02T03:04:05.678Z', keptIn: 'keychain' },
  ...changed,
});
const off = aTenantServer();
const on = aTenantServer({ directoryApi: client() });

function settings(view: TenantServerView, answers: Answers['tenantServer'] = {}, more: Answers = {}) {
  const app = fakeApp({ ...more, tenantServer: { state: () => ok(view), ...answers } });
  app.state.tenantServer.view = view;
  renderIn(app, DirectoryApiSettings);
  return app;
}

const turn = (checked: boolean) => {
  const control = named(document, 'ui5-switch', 'Applications API');
  Object.assign(control, { checked });
  control.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  return control as HTMLElement & { readonly checked: boolean };
};

test('it is off until somebody switches it on, and shows then who may use it', async () => {
  const app = settings(off, { switchDirectoryApi: () => ok(on) });
  expect(screen.queryByText('Client ID')).toBeNull();
  turn(true);
  await screen.findByText(countedId(1));
  expect(app.inputsOf('tenantServer.switchDirectoryApi')).toEqual([{ enabled: true }]);
  expect(screen.getByText('http://127.0.0.1:8750/Applications/v1/')).toBeTruthy();
  expect(screen.getByText(/=q4x/)).toBeTruthy();
});

test('it is switched off only after a question, and stays on when that is refused', async () => {
  const app = settings(on, { switchDirectoryApi: () => ok(off) });
  const control = turn(false);
  await screen.findByText(/refused from now on/);
  await expect.poll(() => control.checked).toBe(true);
  expect(app.inputsOf('tenantServer.switchDirectoryApi')).toEqual([]);
  await press(screen.getByText('Switch Off'));
  await expect.poll(() => app.state.tenantServer.view?.directoryApi).toBeNull();
  expect(app.inputsOf('tenantServer.switchDirectoryApi')).toEqual([{ enabled: false }]);
});

test('a keychain that refuses is explained, and the switch says that it is off', async () => {
  settings(off, { switchDirectoryApi: () => fail({ code: 'keychain-locked', changed: 'nothing' }) });
  const control = turn(true);
  await screen.findByText(/keychain is locked/i);
  expect(control.checked).toBe(false);
});

test('another secret is made only after a question', async () => {
  const next = aTenantServer({ directoryApi: client({ hint: 'Xy12' }) });
  const app = settings(on, { regenerateSecret: () => ok(next) });
  await press(screen.getByText('Regenerate Secret'));
  await screen.findByText(/gets another secret/);
  expect(app.inputsOf('tenantServer.regenerateSecret')).toEqual([]);
  await press(screen.getByText('Regenerate'));
  await screen.findByText(/Xy12/);
});

test('one that is kept in memory says so', () => {
  settings(aTenantServer({ directoryApi: client({ keptIn: 'session' }) }));
  expect(screen.getByText(/for this session only/)).toBeTruthy();
});

test.each([
  ['HTTP address of the applications API', { kind: 'directory-api-address', scheme: 'http' }],
  ['HTTPS address of the applications API', { kind: 'directory-api-address', scheme: 'https' }],
  ['administrator client ID', { kind: 'administrator-client-id' }],
  ['administrator secret', { kind: 'administrator-secret' }],
])('the %s is copied by main', async (what, item) => {
  const app = settings(on, {}, { clipboard: { copy: () => ok(undefined) } });
  await press(named(document, 'ui5-button', `Copy ${what}`));
  expect(app.inputsOf('clipboard.copy')).toEqual([item]);
});
