import { screen } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DependentView } from '../../../../shared/ipc/views.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication, idOf } from '../../../../../tests/support/views.ts';
import DependentApplications from './DependentApplications.svelte';

const dependent = (number: number, changed: Partial<DependentView> = {}): DependentView => ({
  consumerId: idOf(number),
  consumer: `Consumer ${number}`,
  name: `orders-${number}`,
  apiName: 'sales-orders',
  status: 'working',
  ...changed,
});

function section(dependents: readonly DependentView[]) {
  const app = fakeApp();
  const application = anApplication(1, { dependents, providedApis: [{ name: 'sales-orders', description: '' }] });
  const checked: unknown[] = [];
  let creations = 0;
  const { container } = renderIn(app, DependentApplications, {
    application,
    oncreate: () => (creations += 1),
    oncheck: ({ consumerId, name }: DependentView) => checked.push([consumerId, name]),
  });
  return { app, container, checked, creations: () => creations };
}

test('without one it says what Create gives, and Create begins', async () => {
  const { creations } = section([]);
  expect(screen.getByText(/a Client ID, a Client Secret and a Resource/)).toBeTruthy();
  await press(screen.getByText('Create'));
  expect(creations()).toBe(1);
});

test('while the list is not complete, none is not said to be all', async () => {
  const { app, container } = section([]);
  for (const status of ['filling', 'failed'] as const) {
    app.state.applications.list = { status, readAt: null, failure: null };
    await expect.poll(() => container.textContent).toContain('there may be others');
  }
  app.state.applications.list = { status: 'ready', readAt: null, failure: null };
  await expect.poll(() => container.textContent).toContain('No application consumes an API of this one yet');
});

test('each can be checked from the side of the provider', async () => {
  const { container, checked } = section([dependent(2)]);
  await press(named(container, 'ui5-button', 'Check orders-2 of Consumer 2'));
  expect(checked).toEqual([[idOf(2), 'orders-2']]);
});

test('a consumer leads to its Trust tab', async () => {
  const { app } = section([dependent(2)]);
  app.state.route.restore({ page: 'applications', applicationId: idOf(1), tab: 'general' });
  await press(screen.getByText('Consumer 2'));
  expect(app.state.route.applicationId).toBe(idOf(2));
  expect(app.state.route.tab).toBe('trust');
});

test('those that do not work are told in words, counted, and with the way to repair them', () => {
  section([dependent(2), dependent(3, { status: 'api-missing' }), dependent(4, { status: 'api-missing' })]);
  expect(screen.getAllByText('API not provided')).toHaveLength(2);
  expect(
    screen.getByText(/2 dependencies do not work.*Repair each.*, or add the API again under its old name\./s),
  ).toBeTruthy();
});

test('those on all APIs are brought back by allowing them again', () => {
  section([dependent(2, { status: 'api-missing', apiName: null })]);
  expect(screen.getByText(/1 dependency does not work.*, or allow all APIs again\./s)).toBeTruthy();
});

test('ten are read, eleven can be searched', async () => {
  const many = Array.from({ length: 11 }, (_, index) => dependent(index + 2));
  expect(section(many.slice(1)).container.querySelector('ui5-input')).toBeNull();
  const { container } = section(many);
  await typeInto(named(container, 'ui5-input', 'Search dependent applications'), 'orders-12');
  expect([...container.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())).toEqual(['Consumer 12']);
  await typeInto(named(container, 'ui5-input', 'Search dependent applications'), 'nobody');
  expect(screen.getByText(/No consumer, dependency name, API or status contains “nobody”/)).toBeTruthy();
});

test('in a narrow window nothing of a dependent application is missing', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  onTestFinished(() => void vi.restoreAllMocks());
  const { container } = section([dependent(2), dependent(3, { status: 'api-missing' })]);
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  await expect.poll(said).toContain('Dependency Name: orders-2API: sales-ordersStatus: Set Up');
  expect(said()).toContain('Status: API not provided');
});
