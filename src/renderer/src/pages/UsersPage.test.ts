import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import { userId, type User } from '../../../core/domain/user.ts';
import type { Answers } from '../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../tests/support/ui5.ts';
import { aRow, idOf } from '../../../../tests/support/views.ts';
import UsersPage from './UsersPage.svelte';

const jane: User = {
  ...{ id: userId(idOf(7)), userName: 'jane', mail: 'jane@example.com' },
  ...{ firstName: 'Jane', lastName: 'Doe', groups: ['Sales'] },
};

async function page(known: readonly User[], answers: Answers = {}) {
  const app = fakeApp({ ...answers, users: { list: () => ok(known), ...answers.users } });
  renderIn(app, UsersPage);
  if (known.length > 0) await screen.findByText('jane');
  else await screen.findByText('No Users Yet');
  return app;
}

const fill = async (texts: Readonly<Record<string, string>>) => {
  for (const [label, text] of Object.entries(texts)) await typeInto(named(document, 'ui5-input', label), text);
};
const button = (text: string) => {
  const found = [...document.querySelectorAll('ui5-button')].filter((each) => each.textContent.trim() === text).at(-1);
  if (!found) throw new Error(`No button says “${text}”.`);
  return found;
};

test('a first user is created, once, with the groups of its lines', async () => {
  const app = await page([], { users: { create: () => ok(jane) } });
  await press(button('Create User'));
  await waitFor(() => named(document, 'ui5-input', 'User Name'));
  await fill({ 'User Name': 'jane', 'E-Mail': 'jane@example.com', 'First Name': 'Jane', 'Last Name': ' Doe ' });
  await typeInto(named(document, 'ui5-textarea', 'Groups'), 'Sales\n\n  Support ');
  await press(button('Create'));
  await screen.findByText('jane@example.com');
  expect(app.inputsOf('users.create')).toEqual([
    {
      requestId: expect.any(String) as unknown,
      ...{ userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' },
      groups: ['Sales', 'Support'],
    },
  ]);
});

test('what is wrong is said at its field and nothing is sent', async () => {
  const app = await page([]);
  await press(button('Create User'));
  await waitFor(() => named(document, 'ui5-input', 'User Name'));
  await fill({ 'E-Mail': 'jane' });
  await press(button('Create'));
  expect(named(document, 'ui5-input', 'E-Mail').textContent).toContain('one @');
  expect(named(document, 'ui5-input', 'User Name').getAttribute('value-state') ?? '').not.toBe('None');
  expect(app.inputsOf('users.create')).toEqual([]);
});

test('a taken name is said at the name, with everything typed still there', async () => {
  await page([jane], { users: { create: () => fail({ code: 'user-name-taken', name: 'Jane' }) } });
  await press(button('Create'));
  await waitFor(() => named(document, 'ui5-input', 'User Name'));
  const typed = { 'User Name': 'Jane', 'E-Mail': 'j@example.com', 'First Name': 'J', 'Last Name': 'D' };
  await fill(typed);
  await press(button('Create'));
  await waitFor(() =>
    expect(named(document, 'ui5-input', 'User Name').textContent).toContain('capital letters make no difference'),
  );
  for (const [label, text] of Object.entries(typed))
    expect(named(document, 'ui5-input', label)).toHaveProperty('value', text);
});

test('a user is changed, and deleted after a question', async () => {
  const changed = { ...jane, firstName: 'Janet' };
  const app = await page([jane], { users: { change: () => ok(changed), remove: () => ok(undefined) } });
  await press(named(document, 'ui5-button', 'Edit jane'));
  await waitFor(() => named(document, 'ui5-input', 'First Name'));
  await fill({ 'First Name': 'Janet' });
  await press(button('Save'));
  await screen.findByText(/Janet Doe/);
  expect(app.inputsOf('users.change')).toMatchObject([{ userId: jane.id, firstName: 'Janet', groups: ['Sales'] }]);

  await press(named(document, 'ui5-button', 'Delete jane'));
  expect(app.inputsOf('users.remove')).toEqual([]);
  await waitFor(() => button('Delete'));
  await waitFor(() => expect(document.querySelector('ui5-dialog')).not.toBeNull());
  const confirm = [...document.querySelectorAll('ui5-dialog ui5-button')].find(
    (each) => each.textContent.trim() === 'Delete',
  );
  if (!confirm) throw new Error('There is nothing to confirm with.');
  await press(confirm);
  await screen.findByText('No Users Yet');
  expect(app.inputsOf('users.remove')).toEqual([{ userId: jane.id }]);
});

test('a user token is copied by main for the consumer that is chosen; its value never comes here', async () => {
  const app = await page([jane], { clipboard: { copy: () => ok(undefined) } });
  app.state.applications.rows = [aRow(1), aRow(2)];
  await press(named(document, 'ui5-button', 'User Token of jane'));
  const { id, label } = aRow(2);
  const copy = await waitFor(() => named(document, 'ui5-button', `Copy User Token for ${label}`));
  await press(copy);
  expect(app.inputsOf('clipboard.copy')).toEqual([{ kind: 'user-token', applicationId: id, userId: jane.id }]);
});
