import { fireEvent, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import { toJson } from '../../../shared/ipc/json-text.ts';
import type { Answers } from '../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../tests/support/ui5.ts';
import { aRow, anApplication, idOf } from '../../../../tests/support/views.ts';
import ApplicationsPage from './ApplicationsPage.svelte';

async function page(answers: Answers) {
  const app = fakeApp(answers);
  await app.state.applications.refresh();
  return { app, ...renderIn(app, ApplicationsPage) };
}
const three = { list: () => ok(toJson([aRow(1), aRow(2, { label: 'Sales Orders' }), aRow(3)])) };

test('the first run explains the two use cases and offers both ways to begin', async () => {
  await page({ applications: { list: () => ok(toJson([])) } });
  expect(screen.getByText(/As a developer/)).toBeTruthy();
  expect(screen.getByText(/As an administrator/)).toBeTruthy();
  expect(screen.getByText('Create Application')).toBeTruthy();
  expect(screen.getByText('Load the Example')).toBeTruthy();
});

test('loading the example opens its provider', async () => {
  const { app } = await page({
    applications: { list: () => ok(toJson([])), loadExample: () => ok(anApplication(7)) },
  });
  await press(screen.getByText('Load the Example'));
  await expect.poll(() => app.state.route.applicationId).toBe(idOf(7));
  expect(app.state.route.tab).toBe('trust');
});

test('an example that could not be loaded says why, in place', async () => {
  await page({
    applications: {
      list: () => ok(toJson([])),
      loadExample: () => fail({ code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' }),
    },
  });
  await press(screen.getByText('Load the Example'));
  expect(await failureSaid()).toContain('The disk is full.');
});

test('the list says how many there are, sorted by label', async () => {
  await page({ applications: { list: () => ok(toJson([aRow(2, { label: 'Beta' }), aRow(1, { label: 'Alpha' })])) } });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/Applications\s\(2\)/);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Alpha', 'Beta']);
});

test('searching narrows the list as one types, and says how many are found', async () => {
  const { container } = await page({ applications: three });
  await typeInto(named(container, 'ui5-input', 'Search by name or ID'), 'sales');
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Sales Orders']);
  expect(screen.getByText('1 of 3 applications found')).toBeTruthy();
});

test('a search without a result offers the way back', async () => {
  const { container } = await page({ applications: three });
  await typeInto(named(container, 'ui5-input', 'Search by name or ID'), 'nothing like it');
  expect(screen.getByText('No Application Found')).toBeTruthy();
  await press(screen.getByText('Show All Applications'));
  expect(screen.getAllByRole('rowheader')).toHaveLength(3);
});

test('a row opens its application', async () => {
  const { app } = await page({ applications: three });
  await fireEvent.click(screen.getByText('Sales Orders'));
  expect(app.state.route.applicationId).toBe(idOf(2));
  expect(app.inputsOf('settings.rememberSelection')).toEqual([
    { page: 'applications', applicationId: idOf(2), tab: 'trust' },
  ]);
});

test('a list that cannot be read says so and can be tried again', async () => {
  const { app } = await page({ applications: { list: () => fail({ code: 'store-damaged', what: 'index' }) } });
  expect(await failureSaid()).toContain('Stored data cannot be read');
  expect(screen.queryByText('Load the Example')).toBeNull();
  app.answer({ applications: three });
  await press(screen.getByText('Try Again'));
  await expect.poll(() => screen.queryAllByRole('rowheader').length).toBe(3);
});
