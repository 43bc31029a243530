import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/domain/result.ts';
import { toJson } from '../../../../shared/ipc/json-text.ts';
import type { ApplicationView, CreatedDependencyView, KeychainView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { aCreatedDependency, aRow, anApplication, idOf } from '../../../../../tests/support/views.ts';
import CreateDependencyWizard from './CreateDependencyWizard.svelte';

const sales = { name: 'sales-orders', description: 'Read and write orders' };
const usedBy = [{ consumerId: idOf(2), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' }];
const LOCKED: KeychainView = { state: 'locked', throwAway: false, pendingTidyUp: 0 };

async function wizard(given: { answers?: Answers; provider?: Partial<ApplicationView> } = {}) {
  const app = fakeApp({
    applications: {
      list: () => ok(toJson([aRow(1), aRow(2, { label: 'Dashboard' })])),
      read: () => ok(anApplication(2)),
    },
    dependencies: { checkName: () => ok({ usedBy: [] }), create: () => ok(aCreatedDependency(5)) },
  });
  app.answer(given.answers ?? {});
  await app.state.applications.refresh();
  const created: CreatedDependencyView[] = [];
  let closed = 0;
  const { container } = renderIn(app, CreateDependencyWizard, {
    provider: anApplication(1, { providedApis: [sales], ...given.provider }),
    oncreated: (view: CreatedDependencyView) => created.push(view),
    onclose: () => (closed += 1),
  });
  return { app, container, created, closed: () => closed };
}
type World = Awaited<ReturnType<typeof wizard>>;

const next = () => press(screen.getByText('Next'));
const current = () => document.querySelector('[aria-current="step"]')?.textContent.replaceAll(/[\s\d]+/g, '');
const said = (container: Element) => container.textContent.replaceAll(/\s+/g, ' ');

async function toApplication({ container }: World): Promise<void> {
  await typeInto(named(container, 'ui5-input', 'Dependency Name'), 'orders');
  await next();
  await next();
}

async function toReview(world: World): Promise<void> {
  await toApplication(world);
  await typeInto(named(world.container, 'ui5-input', 'Display Name'), 'Reports');
  await next();
}

async function chooseKind({ container }: World, text: string): Promise<void> {
  const radios = [...container.querySelectorAll('ui5-radio-button')];
  const radio = radios.find((each) => 'text' in each && each.text === text);
  if (!radio) throw new Error(`No choice ${text}.`);
  Object.assign(radio, { checked: true });
  radio.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await waitFor(() => expect(screen.getByRole('listbox')).toBeTruthy());
}

test('it leads through four steps and hands over what was created, once for two clicks', async () => {
  const world = await wizard();
  expect(current()).toBe('Name');
  await toApplication(world);
  expect(current()).toBe('Application');
  await typeInto(named(world.container, 'ui5-input', 'Display Name'), 'Reports');
  await next();
  expect(current()).toBe('Review');
  const create = screen.getByText('Create');
  await press(create);
  await press(create);
  await expect.poll(() => world.created).toEqual([aCreatedDependency(5)]);
  expect(world.app.inputsOf('dependencies.create')).toHaveLength(1);
});

test('the resource shows as the name is typed, and never one that is not valid', async () => {
  const { container } = await wizard();
  const field = named(container, 'ui5-input', 'Dependency Name');
  await typeInto(field, 'orders');
  expect(said(container)).toContain('urn:sap:identity:application:provider:name:orders');
  await typeInto(field, 'orders of mine');
  expect(said(container)).toContain('urn:sap:identity:application:provider:name:…');
});

test('a name in use is a notice where it is typed, and refused to a new application', async () => {
  const world = await wizard({ answers: { dependencies: { checkName: () => ok({ usedBy }) } } });
  await typeInto(named(world.container, 'ui5-input', 'Dependency Name'), 'orders');
  await expect.poll(() => said(world.container)).toContain('“Dashboard” already depends on this application');
  await next();
  await next();
  await typeInto(named(world.container, 'ui5-input', 'Display Name'), 'Reports');
  await next();
  expect(current()).toBe('Application');
  expect(await failureSaid()).toContain('Dashboard');
  await chooseKind(world, 'Existing Application');
  expect(said(world.container)).toContain('“Dashboard” uses the dependency name “orders” at this provider as well');
});

test('an API is chosen among several, each with its description in its name', async () => {
  const world = await wizard({ provider: { providedApis: [sales, { name: 'returns', description: '' }] } });
  await typeInto(named(world.container, 'ui5-input', 'Dependency Name'), 'orders');
  await next();
  await next();
  expect(current()).toBe('API');
  expect(await failureSaid()).toContain('Choose an API.');
  const radio = named(world.container, 'ui5-radio-button', 'sales-orders: Read and write orders');
  Object.assign(radio, { checked: true });
  radio.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await next();
  expect(current()).toBe('Application');
});

test('an existing application is searched for and chosen, by keyboard too', async () => {
  const world = await wizard();
  await toApplication(world);
  await chooseKind(world, 'Existing Application');
  const options = screen.getAllByRole('option');
  expect(options.map((option) => option.title)).toEqual(['Dashboard']);
  options[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect.poll(() => options[0]?.getAttribute('aria-selected')).toBe('true');
  options[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect.poll(current).toBe('Review');
  await press(screen.getByText('Create'));
  await expect
    .poll(() => world.app.inputsOf('dependencies.create'))
    .toMatchObject([{ consumer: { kind: 'existing', applicationId: idOf(2), allowClientCredentials: false } }]);
});

test('a keychain that is not ready is said before a secret is to be stored in it', async () => {
  const world = await wizard();
  world.app.state.keychain.view = LOCKED;
  await toApplication(world);
  expect(said(world.container)).toContain('Keychain Locked');
});

test('a refusal stands in place, with the step where it can be mended, and nothing is lost', async () => {
  const failure = { code: 'api-unknown', name: 'sales-orders' } as const;
  const world = await wizard({ answers: { dependencies: { create: () => fail(failure) } } });
  await toReview(world);
  await press(screen.getByText('Create'));
  expect(await failureSaid()).toContain('sales-orders');
  expect(said(world.container)).toContain('Reports');
  await press(screen.getByText('Edit API'));
  expect(current()).toBe('API');
  expect([world.created, world.closed()]).toEqual([[], 0]);
});

test('every step has a way back: Back, the steps themselves, and Edit', async () => {
  const world = await wizard();
  await toReview(world);
  await press(named(world.container, 'ui5-button', 'Edit Name'));
  expect(current()).toBe('Name');
  screen.getByRole('button', { name: 'Review', hidden: true }).click();
  await expect.poll(current).toBe('Review');
  await press(screen.getByText('Back'));
  expect(current()).toBe('Application');
});

test('Cancel closes at once while nothing was entered, and asks afterwards', async () => {
  const { container } = await wizard();
  const dialog = container.querySelector('ui5-dialog');
  const close = () => {
    const event = new CustomEvent('ui5-before-close', { cancelable: true });
    dialog?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(close()).toBe(false);
  await typeInto(named(container, 'ui5-input', 'Dependency Name'), 'o');
  expect(close()).toBe(true);
  await expect.poll(() => document.body.textContent).toContain('has not been saved and will be lost');
});
