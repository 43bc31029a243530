import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { aTenantServer } from '../../../../../tests/support/views.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { TenantServerView } from '../../../../shared/ipc/tenant-views.ts';
import TokenEndpointSettings from './TokenEndpointSettings.svelte';

function settings(view: TenantServerView, answers: Answers['tenantServer'] = {}, more: Answers = {}) {
  const app = fakeApp({ ...more, tenantServer: { state: () => ok(view), ...answers } });
  app.state.tenantServer.view = view;
  renderIn(app, TokenEndpointSettings);
  return app;
}

const running = aTenantServer();
const withPorts = (http: number, https: number): TenantServerView => ({
  ...running,
  listeners: { http: { ...running.listeners.http, port: http }, https: { ...running.listeners.https, port: https } },
});

test('both ports are set, and what main says is shown', async () => {
  const app = settings(running, { setPorts: ({ http, https }) => ok(withPorts(http, https)) });
  await typeInto(named(document, 'ui5-input', 'HTTP Port'), '9000');
  await press(screen.getByText('Save Ports'));
  expect(app.inputsOf('tenantServer.setPorts')).toEqual([{ http: 9000, https: 8751 }]);
  await expect.poll(() => app.state.tenantServer.view?.listeners.http.port).toBe(9000);
  await expect.poll(() => document.activeElement?.textContent.trim()).toBe('Token Endpoint');
});

test.each([
  ['80', 'from 1024 to 65535'],
  ['65536', 'from 1024 to 65535'],
  ['1e4', 'from 1024 to 65535'],
  ['', 'from 1024 to 65535'],
  ['8750', 'Both addresses would use the port 8750'],
])('a port %o is refused at its field and not sent', async (typed, words) => {
  const app = settings(running);
  const field = named(document, 'ui5-input', 'HTTPS Port');
  await typeInto(field, typed);
  await press(screen.getByText('Save Ports'));
  expect(field.textContent).toContain(words);
  await expect.poll(() => document.activeElement).toBe(field);
  expect(app.inputsOf('tenantServer.setPorts')).toEqual([]);
});

test('a busy port is explained, and another is taken at one press', async () => {
  const busy: TenantServerView = {
    ...running,
    listeners: { ...running.listeners, http: { ...running.listeners.http, state: 'failed', fault: 'port-in-use' } },
  };
  const app = settings(busy, {
    offerPort: () => ok({ port: 8760 }),
    setPorts: ({ http, https }) => ok(withPorts(http, https)),
  });
  expect(screen.getByText('Another program uses the port 8750.')).toBeTruthy();
  await press(named(document, 'ui5-button', 'Use Another Port for HTTP'));
  await expect.poll(() => app.inputsOf('tenantServer.setPorts')).toEqual([{ http: 8760, https: 8751 }]);
  await expect.poll(() => document.activeElement).toBe(named(document, 'ui5-button', 'Copy HTTP address'));
});

test('the signing key is rotated only after a question', async () => {
  const app = settings(running, { rotateKey: () => fail({ code: 'store-damaged', what: 'x' }) });
  await press(screen.getByText('Rotate Signing Key'));
  await screen.findByText(/old key remains published/);
  expect(app.inputsOf('tenantServer.rotateKey')).toEqual([]);
  await press(screen.getByText('Rotate'));
  await waitFor(() => expect(app.inputsOf('tenantServer.rotateKey')).toHaveLength(1));
});

test.each([
  ['certificate file', 'certificate-file'],
  ['environment variable', 'node-extra-ca-certs'],
  ['domains', 'xssec-domains'],
])('the %s is copied by main', async (what, kind) => {
  const app = settings(running, {}, { clipboard: { copy: () => ok(undefined) } });
  await press(named(document, 'ui5-button', `Copy ${what}`));
  expect(app.inputsOf('clipboard.copy')).toEqual([{ kind }]);
});

test('the switch is main’s to turn', async () => {
  const off = aTenantServer({ enabled: false, state: 'off' });
  const app = settings(running, { enable: () => ok(off) });
  const control = named(document, 'ui5-switch', 'Token Endpoint');
  Object.assign(control, { checked: false });
  control.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await expect.poll(() => app.state.tenantServer.view?.state).toBe('off');
  expect(app.inputsOf('tenantServer.enable')).toEqual([{ enabled: false }]);
  await screen.findByText(/is switched off/);
});
