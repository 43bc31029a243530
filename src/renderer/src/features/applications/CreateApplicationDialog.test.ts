import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import { toJson } from '../../../../shared/ipc/json-text.ts';
import type { ApplicationView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { aRow, anApplication, idOf } from '../../../../../tests/support/views.ts';
import CreateApplicationDialog from './CreateApplicationDialog.svelte';

async function dialog(answers: Answers['applications'] = {}) {
  const app = fakeApp({ applications: { list: () => ok(toJson([aRow(1, { label: 'Sales Orders' })])), ...answers } });
  await app.state.applications.refresh();
  let closed = 0;
  const { container } = renderIn(app, CreateApplicationDialog, { onclose: () => (closed += 1) });
  const field = (name: string, tag = 'ui5-input') => named(container, tag, name);
  return { app, container, field, closed: () => closed };
}
const messageOf = (field: Element) => field.querySelector('[slot="valueStateMessage"]')?.textContent;
const stateOf = (field: Element) => (field as Element & { valueState: string }).valueState;

test('it creates once for two clicks, opens what it made, and sends a request id', async () => {
  let answer: (result: Result<ApplicationView>) => void = () => {};
  const { app, field, closed } = await dialog({ create: () => new Promise((resolve) => (answer = resolve)) });
  await typeInto(field('Display Name'), '  New One ');
  await typeInto(field('Description', 'ui5-textarea'), 'For tests');
  await press(screen.getByText('Create'));
  await press(screen.getByText('Creating…'));
  // A disabled button would lose the focus.
  expect(screen.getByText('Creating…')).toHaveProperty('disabled', false);
  // UI5 would lay its dots over the word.
  expect(screen.getByText('Creating…')).toHaveProperty('loading', false);
  answer(ok(anApplication(5)));
  await expect.poll(closed).toBe(1);
  expect(app.inputsOf('applications.create')).toEqual([
    {
      displayName: 'New One',
      name: '',
      description: 'For tests',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  ]);
  expect(app.state.route.applicationId).toBe(idOf(5));
});

test('trying again after a refusal is the same request', async () => {
  const { app, field } = await dialog({
    create: () => fail({ code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' }),
  });
  await typeInto(field('Display Name'), 'New One');
  await press(screen.getByText('Create'));
  expect(await failureSaid()).toContain('The disk is full. Nothing was changed.');
  await press(screen.getByText('Create'));
  await expect.poll(() => app.inputsOf('applications.create').length).toBe(2);
  const [first, second] = app.inputsOf('applications.create');
  expect(second).toEqual(first);
});

test('without a display name nothing is sent, and the field says what is missing', async () => {
  const { app, field } = await dialog();
  expect(stateOf(field('Display Name'))).toBe('None');
  await press(screen.getByText('Create'));
  expect(stateOf(field('Display Name'))).toBe('Negative');
  expect(messageOf(field('Display Name'))).toContain('Enter the display name.');
  expect(app.inputsOf('applications.create')).toEqual([]);
});

test('what is too long is said as it is typed', async () => {
  const { field } = await dialog();
  await typeInto(field('Name'), 'x'.repeat(256));
  expect(messageOf(field('Name'))).toContain('256 characters; 255 are allowed');
});

test('a display name that is taken is worth a notice, and no obstacle', async () => {
  const { app, field } = await dialog({ create: () => ok(anApplication(5)) });
  await typeInto(field('Display Name'), 'sales orders');
  expect(stateOf(field('Display Name'))).toBe('Critical');
  expect(messageOf(field('Display Name'))).toContain('already has this display name');
  await press(screen.getByText('Create'));
  await expect.poll(() => app.inputsOf('applications.create').length).toBe(1);
});

test('what main refuses about a field stands at that field', async () => {
  const failure = { code: 'field-too-long', field: 'name', limit: 255, length: 300 } as const;
  const { field } = await dialog({ create: () => fail(failure) });
  await typeInto(field('Display Name'), 'New One');
  await press(screen.getByText('Create'));
  await expect.poll(() => stateOf(field('Name'))).toBe('Negative');
  expect(document.querySelector('div[role="alert"]')).toBeNull();
});
