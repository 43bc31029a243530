import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press } from '../../../../../tests/support/ui5.ts';
import { aCreatedDependency, aSecret, idOf } from '../../../../../tests/support/views.ts';
import SummaryDialog from './SummaryDialog.svelte';
import { TOKEN_ENDPOINT_NOTE } from './token-endpoint-note.ts';

function summary(changed: Partial<CreatedDependencyView> = {}, props: Record<string, unknown> = {}) {
  const app = fakeApp({ clipboard: { copy: () => ok(undefined) }, secrets: { show: () => ok(undefined) } });
  let closed = 0;
  const created = aCreatedDependency(5, changed);
  const { container } = renderIn(app, SummaryDialog, { created, onclose: () => (closed += 1), ...props });
  const button = (name: string) => named(container, 'ui5-button', name);
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  return { app, container, button, said, closed: () => closed };
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
  expect(said()).toContain(TOKEN_ENDPOINT_NOTE);
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
