import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { ListenerView, TenantServerView } from '../../../../shared/ipc/tenant-views.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press } from '../../../../../tests/support/ui5.ts';
import { aCreatedDependency, aSecret, aTenantServer, idOf } from '../../../../../tests/support/views.ts';
import SummaryDialog from './SummaryDialog.svelte';

function summary(changed: Partial<CreatedDependencyView> = {}, props: Record<string, unknown> = {}) {
  const app = fakeApp({ clipboard: { copy: () => ok(undefined) }, secrets: { show: () => ok(undefined) } });
  let closed = 0;
  const checked: unknown[] = [];
  const created = aCreatedDependency(5, changed);
  const { container } = renderIn(app, SummaryDialog, {
    created,
    oncheck: (subject: unknown) => checked.push(subject),
    onclose: () => (closed += 1),
    ...props,
  });
  const button = (name: string) => named(container, 'ui5-button', name);
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  return { app, container, button, said, checked, closed: () => closed };
}
const of = { applicationId: idOf(5) };
const disabled = (element: Element) => 'disabled' in element && element.disabled === true;

test('each value has its copy button, and what is copied is named and not sent', async () => {
  const { app, button, said } = summary();
  for (const name of ['Copy Client ID', 'Copy Client Secret', 'Copy Resource', 'Copy cURL']) await press(button(name));
  await expect.poll(() => app.inputsOf('clipboard.copy').length).toBe(4);
  const secretId = aSecret(5).id;
  expect(app.inputsOf('clipboard.copy')).toEqual([
    { kind: 'client-id', ...of },
    { kind: 'secret', ...of, secretId },
    { kind: 'resource', ...of, dependency: 'orders' },
    { kind: 'curl', ...of, dependency: 'orders', secretId, over: 'http' },
  ]);
  expect(said()).toContain('urn:sap:identity:application:provider:name:orders');
});

const calls = (container: Element) => container.querySelector('pre')?.textContent ?? '';
async function ask(container: Element, text: string): Promise<void> {
  const radios = [...container.querySelectorAll('ui5-radio-button')];
  radios.find((each) => 'text' in each && each.text === text)?.dispatchEvent(new CustomEvent('ui5-change'));
  await tick();
}
const listening = (changed: Partial<ListenerView>): TenantServerView => {
  const server = aTenantServer();
  return { ...server, listeners: { ...server.listeners, http: { ...server.listeners.http, ...changed } } };
};

test('the printed call asks the local tenant where it is, over http or over https with its certificate', async () => {
  const { app, container, button } = summary();
  app.state.tenantServer.view = aTenantServer();
  expect(calls(container)).toContain("curl --request POST 'http://127.0.0.1:8750/oauth2/token'");
  expect(calls(container)).toContain("CLIENT_SECRET='<client secret>'");
  await ask(container, 'HTTPS');
  expect(calls(container)).toContain("'https://127.0.0.1:8751/oauth2/token'");
  expect(calls(container)).toContain("--cacert '/home/jane/.config/trust-desk/local-tenant.pem'");
  await press(button('Copy cURL'));
  await expect.poll(() => app.inputsOf('clipboard.copy')).toMatchObject([{ kind: 'curl', over: 'https' }]);
});

test('the call printed for a dependency on all APIs is one for users, and it is said where their token comes from', () => {
  const { container, said } = summary({ apiName: null });
  expect(calls(container)).toContain('assertion=$USER_TOKEN');
  expect(calls(container)).not.toContain('client_credentials');
  expect(said()).toContain('Users > User Token in the local tenant makes one');
  expect(summary().said()).not.toContain('for users only');
});

test('the printed call follows the tenant to another port, and it is said when nobody answers there', async () => {
  const { app, container, said } = summary();
  app.state.tenantServer.view = listening({ port: 9000, address: 'http://127.0.0.1:9000' });
  await tick();
  expect(calls(container)).toContain("'http://127.0.0.1:9000/oauth2/token'");
  expect(said()).not.toContain('does not run');
  app.state.tenantServer.view = { ...listening({ state: 'off' }), state: 'off' };
  await tick();
  expect(said()).toContain('nobody answers this call until it is switched on');
  app.state.tenantServer.view = listening({ state: 'failed', fault: 'port-in-use' });
  await tick();
  expect(said()).toContain('Another program uses the port 8750: do not send the secret there');
});

test('Check names the dependency and the secret that are shown', async () => {
  const { checked } = summary();
  await press(screen.getByText('Check'));
  expect(checked).toEqual([{ ...of, dependency: 'orders', secretId: aSecret(5).id }]);
});

test('the secret is dots of constant length, and shown in a window of its own', async () => {
  const { app, button, said } = summary();
  expect(said()).toContain('•'.repeat(24));
  await press(button('Show Client Secret'));
  await expect.poll(() => app.inputsOf('secrets.show')).toEqual([{ ...of, secretId: aSecret(5).id }]);
});

test('it says where the secret stays and that the copied call contains it', () => {
  const { said } = summary();
  expect(said()).toContain('The secret stays in the keychain of your operating system');
  expect(said()).toContain('under Client Authentication of “Application 5”');
  expect(said()).toContain('the clipboard is cleared after 30 seconds');
});

test('a secret of the session is said to end with it; one that ended can be neither copied nor shown', () => {
  expect(summary({ secret: aSecret(5, { keptIn: 'session' }) }).said()).toContain('copy it before you quit');
  const ended = summary({ secret: aSecret(5, { keptIn: 'session', sessionEnded: true }) });
  expect(ended.said()).toContain('The value of the secret is gone');
  expect([disabled(ended.button('Copy Client Secret')), disabled(ended.button('Show Client Secret'))]).toEqual([
    true,
    true,
  ]);
});

test('without a secret there is no row for one, and the call is copied with its placeholder', async () => {
  const { app, container, button, said } = summary({ secret: null, newApplication: false });
  expect(() => button('Copy Client Secret')).toThrow();
  expect(container.querySelectorAll('[role="group"]')).toHaveLength(2);
  expect(said()).toContain('in place of the placeholder');
  await press(button('Copy cURL'));
  await expect.poll(() => app.inputsOf('clipboard.copy')).toMatchObject([{ kind: 'curl', secretId: null }]);
});

test('a refusal stands in place', async () => {
  const { app, button } = summary();
  app.answer({ secrets: { show: () => fail({ code: 'keychain-locked', changed: 'nothing' }) } });
  await press(button('Show Client Secret'));
  expect(await failureSaid()).toContain('locked');
});

test('Go to Application leads to its trust tab; on its own page there is nowhere to go', async () => {
  const { app, closed } = summary();
  app.state.route.showTab('general');
  await press(screen.getByText('Go to Application'));
  expect([app.state.route.applicationId, app.state.route.tab, closed()]).toEqual([idOf(5), 'trust', 1]);
});

test('on the page of the application itself there is nowhere to go', () => {
  summary({}, { here: idOf(5) });
  expect(screen.getByText('Go to Application').hidden).toBe(true);
});
