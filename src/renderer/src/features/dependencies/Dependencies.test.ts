import { screen, waitFor } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { DependencyView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { aDependency, anApplication, idOf } from '../../../../../tests/support/views.ts';
import Dependencies from './Dependencies.svelte';

const orders = aDependency({
  ...{ providerId: idOf(9), provider: 'Sales Orders' },
  availableApis: ['sales-orders', 'reports'],
});

function section(dependencies: readonly DependencyView[], answers: Answers = {}) {
  const application = anApplication(1, { dependencies });
  const app = fakeApp({ applications: { read: () => ok(application) }, ...answers });
  void app.state.current.open(application.id);
  const shown: string[] = [];
  const checked: string[] = [];
  const oncredentials = (name: string) => shown.push(name);
  const { container } = renderIn(app, Dependencies, {
    application,
    oncredentials,
    oncheck: (name: string) => checked.push(name),
  });
  return { app, container, shown, checked };
}
const radio = (text: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('ui5-radio-button')].find(
      (each) => 'text' in each && each.text === text,
    );
    if (!found) throw new Error(`There is no choice “${text}”.`);
    return found;
  });

test('each dependency can be checked', async () => {
  const { container, checked } = section([orders]);
  await press(named(container, 'ui5-button', 'Check orders'));
  expect(checked).toEqual(['orders']);
});

test('without a dependency it says where one is created', () => {
  section([]);
  expect(screen.getByText(/choose Create under\s+Dependent Applications/)).toBeTruthy();
});

test('what a child inherits is said, since it is not listed', () => {
  const parent = { id: idOf(7), label: 'Parent' };
  const { container } = renderIn(fakeApp(), Dependencies, { application: anApplication(1, { parent }) });
  expect(container.textContent.replaceAll(/\s+/g, ' ')).toContain('It also inherits the dependencies of “Parent”');
  expect(container.textContent).toContain('has no dependency of its own');
});

test('the provider is a way to its page, and the credentials a way to the summary', async () => {
  const { app, container, shown } = section([orders]);
  await press(screen.getByText('Sales Orders'));
  expect(app.state.route.applicationId).toBe(idOf(9));
  await press(named(container, 'ui5-button', 'Show Credentials of orders'));
  expect(shown).toEqual(['orders']);
});

test('the resource is copied by main, which is told the name only', async () => {
  const { app, container } = section([orders], { clipboard: { copy: () => ok(undefined) } });
  await press(named(container, 'ui5-button', 'Copy Resource of orders'));
  expect(app.inputsOf('clipboard.copy')).toEqual([{ kind: 'resource', applicationId: idOf(1), dependency: 'orders' }]);
});

test('a provider that is not known yet is not called deleted, and can be opened', async () => {
  const { app } = section([{ ...orders, status: 'provider-unknown' }]);
  expect(screen.getByText('Not known yet').closest('.dangling')).toBeNull();
  await press(screen.getByText('Sales Orders'));
  expect(app.state.route.applicationId).toBe(idOf(9));
});

test('a dangling dependency says so in words and is repaired with another API of the provider', async () => {
  const { app, container } = section([{ ...orders, status: 'api-missing', availableApis: ['reports', 'v2'] }], {
    dependencies: { repoint: () => ok(anApplication(1)) },
  });
  expect(screen.getByText('API not provided')).toBeTruthy();
  await press(named(container, 'ui5-button', 'Repair orders'));
  const choice = Object.assign(await radio('v2'), { checked: true });
  choice.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await press(screen.getAllByText('Repair')[1]!);
  await expect
    .poll(() => app.inputsOf('dependencies.repoint'))
    .toEqual([{ applicationId: idOf(1), name: 'orders', apiName: 'v2' }]);
});

test('Escape asks before a chosen API is lost', async () => {
  const { app, container } = section([{ ...orders, status: 'api-missing', availableApis: ['reports', 'v2'] }]);
  await press(named(container, 'ui5-button', 'Repair orders'));
  const choice = Object.assign(await radio('v2'), { checked: true });
  choice.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await press(screen.getByText('Cancel'));
  await press(await screen.findByText('Discard'));
  await expect.poll(() => document.querySelector('ui5-dialog')).toBeNull();
  expect(app.inputsOf('dependencies.repoint')).toEqual([]);
});

test('the first choice has the focus, but not from whoever chose another one before the dialog was all there', async () => {
  const { container } = section([{ ...orders, status: 'api-missing', availableApis: ['reports', 'v2'] }]);
  await press(named(container, 'ui5-button', 'Repair orders'));
  const [first, other] = [await radio('reports'), await radio('v2')];
  await expect.poll(() => document.activeElement).toBe(first);
  other.focus();
  await expect.poll(() => document.activeElement).toBe(other);
  other.dispatchEvent(new CustomEvent('ui5-open', { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(document.activeElement).toBe(other);
});

test('nothing is repaired before an API is chosen', async () => {
  const { app, container } = section([{ ...orders, status: 'api-missing', availableApis: ['reports', 'v2'] }]);
  await press(named(container, 'ui5-button', 'Repair orders'));
  await radio('v2');
  await press(screen.getAllByText('Repair')[1]!);
  expect(await failureSaid()).toContain('Choose an API.');
  expect(app.inputsOf('dependencies.repoint')).toEqual([]);
});

test('where the provider has no API left, it says what to do instead', async () => {
  const { container } = section([{ ...orders, status: 'api-missing', availableApis: [] }]);
  await press(named(container, 'ui5-button', 'Repair orders'));
  expect(await screen.findByText(/provides no API at all/)).toBeTruthy();
});

test('a dependency on a deleted provider shows its credentials, leads nowhere, and can only be removed', async () => {
  const { container, shown } = section([
    { ...orders, status: 'provider-missing', provider: idOf(9), availableApis: [] },
  ]);
  expect(screen.getByText('Provider deleted')).toBeTruthy();
  expect(container.querySelector('ui5-link')).toBeNull();
  expect(() => named(container, 'ui5-button', 'Repair orders')).toThrow();
  expect(named(container, 'ui5-button', 'Remove orders')).toBeTruthy();
  await press(named(container, 'ui5-button', 'Show Credentials of orders'));
  expect(shown).toEqual(['orders']);
});

test('in a narrow window nothing of a dependency is missing, and its credentials are a button on every row', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(410);
  onTestFinished(() => void vi.restoreAllMocks());
  const { container } = section([orders, { ...orders, name: 'old', status: 'api-missing' }]);
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  await expect.poll(said).toContain('API: sales-orders');
  for (const each of ['Provider: Sales Orders', `Resource: ${orders.resource}`, 'Status: Set Up', 'API not provided'])
    expect(said()).toContain(each);
  for (const name of ['orders', 'old']) {
    expect(named(container, 'ui5-button', `Copy Resource of ${name}`)).toBeTruthy();
    expect(named(container, 'ui5-button', `Show Credentials of ${name}`)).toBeTruthy();
  }
});

test('removing asks first, and a refusal is said in place', async () => {
  const { app, container } = section([orders], {
    dependencies: { remove: () => fail({ code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' }) },
  });
  await press(named(container, 'ui5-button', 'Remove orders'));
  expect(await screen.findByText(/gets no more tokens/)).toBeTruthy();
  expect(app.inputsOf('dependencies.remove')).toEqual([]);
  await press(screen.getAllByText('Remove')[1]!);
  expect(await failureSaid()).toContain('The disk is full.');
  expect(app.inputsOf('dependencies.remove')).toEqual([{ applicationId: idOf(1), name: 'orders' }]);
});

test('ten are read, eleven can be searched', async () => {
  const many = Array.from({ length: 11 }, (_, index) => ({ ...orders, name: `orders-${index}` }));
  expect(section(many.slice(1)).container.querySelector('ui5-input')).toBeNull();
  const { container } = section(many);
  await typeInto(named(container, 'ui5-input', 'Search dependencies'), 'sales orders-10');
  expect([...container.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())).toEqual(['orders-10']);
});
