import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { clientId } from '../../../core/domain/identifiers.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { toJson } from '../../../shared/ipc/json-text.ts';
import { FAILURE_EXAMPLES } from '../../../../tests/support/failure-examples.ts';
import type { Answers } from '../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press } from '../../../../tests/support/ui5.ts';
import { anApplication, aRow, idOf } from '../../../../tests/support/views.ts';
import ApplicationPage from './ApplicationPage.svelte';

function page(answers: Answers) {
  const app = fakeApp(answers);
  app.state.current.start();
  app.state.route.restore({ page: 'applications', applicationId: idOf(1), tab: 'general' });
  return { app, ...renderIn(app, ApplicationPage, { applicationId: idOf(1) }) };
}

test('it shows what the application is called and its ids, which main copies', async () => {
  const { app, container } = page({
    applications: { read: () => ok(anApplication(1, { label: 'Sales Orders' })) },
    clipboard: { copy: () => ok(undefined) },
  });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Sales Orders');
  expect(screen.getByText(idOf(1))).toBeTruthy();
  await press(named(container, 'ui5-button', 'Copy Application ID'));
  await press(named(container, 'ui5-button', 'Copy Client ID'));
  expect(app.inputsOf('clipboard.copy')).toEqual([
    { kind: 'application-id', applicationId: idOf(1) },
    { kind: 'client-id', applicationId: idOf(1) },
  ]);
});

test('an application that was deleted meanwhile is told so, with a way on', async () => {
  const { app } = page({ applications: { read: () => ok(anApplication(1)) } });
  await screen.findByRole('heading', { level: 1 });
  app.answer({ applications: { read: () => fail({ code: 'application-unknown', id: idOf(1) }) } });
  app.announce.applications.changed({ applicationIds: [idOf(1)] });
  expect(await screen.findByText('This Application Does Not Exist Any More')).toBeTruthy();
  await press(screen.getByText('Go to Applications'));
  expect(app.state.route.applicationId).toBeNull();
});

test('a record that cannot be read says why and can be tried again', async () => {
  const { app } = page({ applications: { read: () => fail({ code: 'store-damaged', what: 'Sales Orders' }) } });
  expect(await failureSaid()).toContain('damaged');
  app.answer({ applications: { read: () => ok(anApplication(1)) } });
  await press(screen.getByText('Try Again'));
  expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
});

test('one that cannot be read keeps its name from the list, with the focus and the way back', async () => {
  const app = fakeApp({
    applications: {
      list: () => ok(toJson([aRow(1, { label: 'Sales Orders' })])),
      read: () => fail(FAILURE_EXAMPLES['tenant-fault']),
    },
  });
  await app.state.applications.refresh();
  app.state.route.toApplication(idOf(1));
  renderIn(app, ApplicationPage, { applicationId: idOf(1) });
  const heading = await screen.findByRole('heading', { level: 1 });
  expect(heading.textContent).toBe('Sales Orders');
  expect(document.activeElement).toBe(heading);
  const again = screen.getByText('Try Again');
  again.focus();
  app.answer({ applications: { read: () => ok(anApplication(1, { label: 'Sales Orders' })) } });
  await press(again);
  await screen.findByText('Delete');
  await expect.poll(() => document.activeElement?.tagName).toBe('H1');
  await press(within(screen.getByRole('navigation', { name: 'Breadcrumb' })).getByText('Applications'));
  expect(app.state.route.applicationId).toBeNull();
});

test('one that cannot be read and is not in the list is named by its ID', async () => {
  page({ applications: { read: () => fail(FAILURE_EXAMPLES['tenant-fault']) } });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(idOf(1));
});

test('an application that is not one of your own cannot be deleted here', async () => {
  page({ applications: { read: () => ok(anApplication(1, { kind: 'system' })) } });
  const button = await screen.findByText<HTMLElement & { disabled: boolean }>('Delete');
  expect(button.disabled).toBe(true);
});

test('without a client ID it says so, and there is none to copy', async () => {
  const { container } = page({ applications: { read: () => ok(anApplication(1, { clientId: clientId('') })) } });
  await screen.findByText('Delete');
  expect(container.querySelector('dl')?.textContent).toMatch(/Client ID\s*None/);
  expect(container.querySelector('[accessible-name="Copy Client ID"]')).toBeNull();
});
