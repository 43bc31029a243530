import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { ApplicationView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication, idOf } from '../../../../../tests/support/views.ts';
import ProvidedApis from './ProvidedApis.svelte';

const salesOrders = { name: 'sales-orders', description: 'Read and change sales orders' };
const provider = anApplication(1, { providedApis: [salesOrders] });
const orders = { consumerId: idOf(2), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' };
const bills = { consumerId: idOf(3), consumer: 'Billing', name: 'bills', apiName: 'sales-orders' };
const confirmed = [{ consumerId: idOf(2), name: 'orders' }];

function section(application: ApplicationView, answers: Answers['providedApis'] = {}) {
  const app = fakeApp({ providedApis: answers, applications: { read: () => ok(application) } });
  void app.state.current.open(application.id);
  const { container } = renderIn(app, ProvidedApis, { application });
  return { app, container };
}
/** A field of the dialog, which is loaded when it is asked for. */
const field = (name: string) => waitFor(() => named(document, 'ui5-input', name));
const stateOf = (field: Element) => (field as Element & { valueState: string }).valueState;

test('each API stands with its description', () => {
  section(provider);
  expect(screen.getByText('sales-orders')).toBeTruthy();
  expect(screen.getByText('Read and change sales orders')).toBeTruthy();
});

test('an API is added as it was typed, and the page takes it over', async () => {
  const changed = anApplication(1, { providedApis: [salesOrders, { name: 'b', description: '' }] });
  const { app, container } = section(provider, { add: () => ok(changed) });
  await press(named(container, 'ui5-button', 'Add Provided API'));
  await typeInto(await field('Name'), ' b ');
  await press(screen.getAllByText('Add')[1]!);
  await expect.poll(() => app.state.current.view).toBe(changed);
  expect(app.inputsOf('providedApis.add')).toEqual([{ applicationId: idOf(1), name: 'b', description: '' }]);
});

test('a name that is taken is refused at the field before anything is sent', async () => {
  const { app, container } = section(provider);
  await press(named(container, 'ui5-button', 'Add Provided API'));
  await typeInto(await field('Name'), 'sales-orders');
  await press(screen.getAllByText('Add')[1]!);
  expect(stateOf(await field('Name'))).toBe('Negative');
  expect(app.inputsOf('providedApis.add')).toEqual([]);
});

test('removing names exactly those affected and sends them as confirmed', async () => {
  const { app, container } = section(provider, { affected: () => ok([orders]), remove: () => ok(anApplication(1)) });
  await press(named(container, 'ui5-button', 'Remove sales-orders'));
  expect(await screen.findByText('Dashboard')).toBeTruthy();
  expect(screen.getByText(/One dependency stays/)).toBeTruthy();
  await press(screen.getAllByText('Remove')[1]!);
  await expect.poll(() => app.inputsOf('providedApis.remove').length).toBe(1);
  expect(app.inputsOf('providedApis.remove')).toEqual([{ applicationId: idOf(1), name: 'sales-orders', confirmed }]);
});

test('someone who began to depend on it meanwhile is shown, and asked about again', async () => {
  const { app, container } = section(provider, {
    affected: () => ok([orders]),
    remove: ({ confirmed: keys }) =>
      keys.length < 2 ? fail({ code: 'dependents-affected', affected: [orders, bills] }) : ok(anApplication(1)),
  });
  await press(named(container, 'ui5-button', 'Remove sales-orders'));
  await screen.findByText('Dashboard');
  await press(screen.getAllByText('Remove')[1]!);
  expect(await screen.findByText('Billing')).toBeTruthy();
  await press(screen.getAllByText('Remove')[1]!);
  await expect.poll(() => app.inputsOf('providedApis.remove').length).toBe(2);
});

test('a new name is asked about with exactly those affected before it is sent', async () => {
  const { app, container } = section(provider, { affected: () => ok([orders]), change: () => ok(provider) });
  await press(named(container, 'ui5-button', 'Edit sales-orders'));
  await typeInto(await field('Name'), 'orders-v2');
  await press(screen.getByText('Save'));
  expect(await screen.findByText('Dashboard')).toBeTruthy();
  expect(app.inputsOf('providedApis.change')).toEqual([]);
  await press(screen.getByText('Rename'));
  await expect.poll(() => app.inputsOf('providedApis.change').length).toBe(1);
  expect(app.inputsOf('providedApis.change')[0]).toEqual({
    applicationId: idOf(1),
    current: 'sales-orders',
    name: 'orders-v2',
    description: salesOrders.description,
    confirmed,
  });
});

test('a new description alone is saved without looking up who depends on the API', async () => {
  const { app, container } = section(provider, { change: () => ok(provider) });
  await press(named(container, 'ui5-button', 'Edit sales-orders'));
  await typeInto(await field('Description'), 'Read only');
  await press(screen.getByText('Save'));
  await expect.poll(() => app.inputsOf('providedApis.change').length).toBe(1);
  expect(app.inputsOf('providedApis.change')[0]).toMatchObject({ description: 'Read only', confirmed: [] });
});

test('with 50 APIs no further one can be added, and it says why', () => {
  const providedApis = Array.from({ length: 50 }, (_, index) => ({ name: `api-${index}`, description: '' }));
  const { container } = section(anApplication(1, { providedApis }));
  expect(named(container, 'ui5-button', 'Add Provided API')).toHaveProperty('disabled', true);
  expect(screen.getByText(/at most 50 APIs/)).toBeTruthy();
});

const turn = (option: Element, checked: boolean) => {
  Object.assign(option, { checked });
  option.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
};
const OPTION = 'Allow all APIs for principal propagation';

test('switching the option off says who is affected, asks, and sends exactly them as confirmed', async () => {
  const allowing = { ...provider, allowsAllApisForPrincipalPropagation: true };
  const { app, container } = section(allowing, {
    affected: () => ok([{ ...orders, apiName: null }]),
    allowAll: () => ok(provider),
  });
  const option = named(container, 'ui5-switch', OPTION);
  turn(option, false);
  expect(await screen.findByText('Dashboard')).toBeTruthy();
  expect(app.inputsOf('providedApis.affected')).toEqual([{ applicationId: idOf(1), name: null }]);
  await expect.poll(() => option).toHaveProperty('checked', true);
  expect(app.inputsOf('providedApis.allowAll')).toEqual([]);
  await press(screen.getByText('Switch Off'));
  await expect.poll(() => app.state.current.view).toBe(provider);
  expect(app.inputsOf('providedApis.allowAll')).toEqual([{ applicationId: idOf(1), allowed: false, confirmed }]);
});

test('turned again while it is found out who is affected, the option is asked about what was wanted first', async () => {
  const allowing = { ...provider, allowsAllApisForPrincipalPropagation: true };
  let found: () => void = () => undefined;
  const { app, container } = section(allowing, {
    affected: () => new Promise((settle) => (found = () => settle(ok([{ ...orders, apiName: null }])))),
    allowAll: () => ok(provider),
  });
  const option = named(container, 'ui5-switch', OPTION);
  turn(option, false);
  turn(option, true);
  found();
  await press(await screen.findByText('Switch Off'));
  await expect.poll(() => app.state.current.view).toBe(provider);
  expect(app.inputsOf('providedApis.allowAll')).toEqual([{ applicationId: idOf(1), allowed: false, confirmed }]);
});

test('where nobody is affected the option is switched off at once', async () => {
  const allowing = { ...provider, allowsAllApisForPrincipalPropagation: true };
  const { app, container } = section(allowing, { affected: () => ok([]), allowAll: () => ok(provider) });
  turn(named(container, 'ui5-switch', OPTION), false);
  await expect.poll(() => app.state.current.view).toBe(provider);
});

test('the option for principal propagation is sent, and turned back when it is refused', async () => {
  const failure = { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } as const;
  const { app, container } = section(provider, { allowAll: () => fail(failure) });
  const option = named(container, 'ui5-switch', OPTION);
  turn(option, true);
  expect(await failureSaid()).toContain('The disk is full.');
  expect(app.inputsOf('providedApis.allowAll')).toEqual([{ applicationId: idOf(1), allowed: true, confirmed: [] }]);
  await expect.poll(() => option).toHaveProperty('checked', false);
});
