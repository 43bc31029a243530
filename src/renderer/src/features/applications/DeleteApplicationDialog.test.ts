import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { ApplicationView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, press } from '../../../../../tests/support/ui5.ts';
import { anApplication, aSecret, idOf } from '../../../../../tests/support/views.ts';
import DeleteApplicationDialog from './DeleteApplicationDialog.svelte';

const orders = { consumerId: idOf(2), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' };
const billing = { consumerId: idOf(3), consumer: 'Billing', name: 'bills', apiName: 'sales-orders' };

function dialog(answers: Answers['applications'], application: ApplicationView = anApplication(1)) {
  const app = fakeApp({ applications: answers ?? {} });
  let closed = 0;
  renderIn(app, DeleteApplicationDialog, { application, onclose: () => (closed += 1) });
  const disabled = () => screen.getByText<HTMLElement & { disabled: boolean }>('Delete').disabled;
  return { app, disabled, closed: () => closed };
}

test('nothing can be confirmed before it is known who is affected', async () => {
  let answer = () => {};
  const { disabled } = dialog({ affected: () => new Promise((resolve) => (answer = () => resolve(ok([])))) });
  expect(disabled()).toBe(true);
  answer();
  await expect.poll(disabled).toBe(false);
});

test('of its secrets those are counted that are in the keychain here', () => {
  const secrets = [aSecret(1), aSecret(2, { valueHere: false, keptIn: 'session' }), aSecret(3, { valueHere: false })];
  dialog({ affected: () => ok([]) }, anApplication(1, { secrets }));
  expect(document.body.textContent).toContain('together with 3 client secrets, 1 of them in the keychain.');
});

test('it names those affected and sends exactly them as confirmed', async () => {
  const { app, closed } = dialog({ affected: () => ok([orders]), remove: () => ok(undefined) });
  app.state.route.toApplication(idOf(1));
  expect(await screen.findByText('Dashboard')).toBeTruthy();
  expect(screen.getByText('dependency orders, API sales-orders')).toBeTruthy();
  await press(screen.getByText('Delete'));
  await expect.poll(closed).toBe(1);
  expect(app.inputsOf('applications.remove')).toEqual([
    { applicationId: idOf(1), confirmed: [{ consumerId: idOf(2), name: 'orders' }] },
  ]);
  expect(app.state.route.applicationId).toBeNull();
  expect(app.state.announcer.text).toBe('Application Application 1 deleted');
});

test('someone added meanwhile is shown, and asked about again', async () => {
  const { app, closed } = dialog({
    affected: () => ok([orders]),
    remove: ({ confirmed }) =>
      confirmed.length < 2 ? fail({ code: 'dependents-affected', affected: [orders, billing] }) : ok(undefined),
  });
  await screen.findByText('Dashboard');
  await press(screen.getByText('Delete'));
  expect(await screen.findByText('Billing')).toBeTruthy();
  expect(closed()).toBe(0);
  await press(screen.getByText('Delete'));
  await expect.poll(closed).toBe(1);
  expect(app.inputsOf('applications.remove')).toHaveLength(2);
});

test('it says how many secrets go with it', async () => {
  dialog({ affected: () => ok([]) }, anApplication(1, { secrets: [aSecret(1), aSecret(2)] }));
  expect(await screen.findByText(/together with 2 client secrets in the keychain/)).toBeTruthy();
});

test('a keychain that is locked is said in place, and nothing is closed', async () => {
  const { closed } = dialog({
    affected: () => ok([]),
    remove: () => fail({ code: 'keychain-locked', changed: 'nothing' }),
  });
  await expect.poll(() => screen.queryByText('Delete')).toBeTruthy();
  await press(screen.getByText('Delete'));
  expect(await failureSaid()).toContain('The keychain is locked');
  expect(closed()).toBe(0);
});
