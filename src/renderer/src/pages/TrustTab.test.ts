import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import type { ApplicationView } from '../../../shared/ipc/views.ts';
import type { Answers } from '../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press } from '../../../../tests/support/ui5.ts';
import { aCreatedDependency, aDependency, anApplication, idOf } from '../../../../tests/support/views.ts';
import TrustTab from './TrustTab.svelte';

const provider = anApplication(1, { providedApis: [{ name: 'sales-orders', description: '' }] });
const orders = aDependency({ provider: 'Sales Orders' });
const summary = aCreatedDependency(1, { newApplication: false, provider: 'Sales Orders', secret: null });

function tab(application: ApplicationView, answers: Answers = {}) {
  const app = fakeApp(answers);
  return { app, ...renderIn(app, TrustTab, { application }) };
}
const headings = (level: number) => screen.getAllByRole('heading', { level }).map((each) => each.textContent.trim());

test('under Application APIs stand the sections of the console, in its words', () => {
  tab(provider);
  expect(headings(2)).toEqual(['Application APIs']);
  expect(headings(3)).toEqual([
    'Provided APIs\u00A0(1)',
    'Dependent Applications',
    'Dependencies',
    'Client Authentication',
    'Token Policy',
  ]);
});

test('without a provided API there are no Dependent Applications, but a hint what to do first', () => {
  tab(anApplication(1));
  expect(headings(3)).not.toContain('Dependent Applications');
  expect(screen.getByText(/^Add a provided API first/)).toBeTruthy();
  expect(screen.queryByText('Create')).toBeNull();
});

test('Create opens the wizard for this provider', async () => {
  tab(provider);
  await press(screen.getByText('Create'));
  // The wizard is loaded when it is first opened, which takes its time while other tests use the processor.
  await waitFor(() => named(document, 'ui5-input', 'Dependency Name'));
});

test('the credentials of a dependency are looked up and shown', async () => {
  const { app, container } = tab(anApplication(1, { dependencies: [orders] }), {
    dependencies: { summary: () => ok(summary) },
  });
  await press(named(container, 'ui5-button', 'Show Credentials of orders'));
  expect(await screen.findByText(orders.resource)).toBeTruthy();
  expect(app.inputsOf('dependencies.summary')).toEqual([{ applicationId: idOf(1), name: 'orders' }]);
});

test('credentials that cannot be looked up say why, in place', async () => {
  const { container } = tab(anApplication(1, { dependencies: [orders] }), {
    dependencies: { summary: () => fail({ code: 'dependency-unknown', name: 'orders' }) },
  });
  await press(named(container, 'ui5-button', 'Show Credentials of orders'));
  expect(await failureSaid()).toContain('This dependency does not exist any more');
});

test.each([
  [
    { ...orders, status: 'api-missing' } as const,
    /“Sales Orders” does not provide the API “sales-orders” any more.*repaired/,
  ],
  [{ ...orders, status: 'provider-missing' } as const, /has been deleted: no token is issued.*another provider/],
])('the credentials of a dependency that leads nowhere are shown, with what does not work', async (dangling, words) => {
  const { container } = tab(anApplication(1, { dependencies: [dangling] }), {
    dependencies: { summary: () => ok(summary) },
  });
  await press(named(container, 'ui5-button', 'Show Credentials of orders'));
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getAllByText(orders.resource).length).toBeGreaterThan(0);
  expect(screen.queryByText(/calls the API/)).toBeNull();
});

test('an application with SAML says that it needs OpenID Connect to call APIs', () => {
  const said = (ssoType: string) => tab(anApplication(1, { ssoType })).container.textContent;
  expect(said('saml2')).toContain('To call APIs it needs OpenID Connect');
  for (const other of ['openIdConnect', 'saml2oidc']) expect(said(other)).not.toContain('needs OpenID Connect');
});
