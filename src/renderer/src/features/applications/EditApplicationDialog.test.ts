import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Failure } from '../../../../core/domain/failure.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication } from '../../../../../tests/support/views.ts';
import EditApplicationDialog from './EditApplicationDialog.svelte';

const CHANGED: Failure = {
  code: 'list-changed-meanwhile',
  list: 'settings',
  written: false,
  difference: { added: [], removed: [], changed: ['description'] },
};

test('only what was edited is wanted otherwise, even where the rest would not be accepted here', async () => {
  const application = anApplication(1, { displayName: '', name: ' blanks ', description: 'old' });
  const app = fakeApp({ applications: { change: () => ok(application) } });
  const { container } = renderIn(app, EditApplicationDialog, { application, onclose: () => undefined });
  await typeInto(named(container, 'ui5-textarea', 'Description'), 'new ');
  await press(screen.getByText('Save'));
  const before = { displayName: '', name: ' blanks ', description: 'old' };
  await expect
    .poll(() => app.inputsOf('applications.change'))
    .toEqual([{ applicationId: application.id, before, ...before, description: 'new' }]);
});

test('what others have set meanwhile is shown before it is replaced, and what was typed stays', async () => {
  const application = anApplication(1, { description: 'old' });
  const theirs = { ...application, description: 'theirs', name: 'renamed' };
  const app = fakeApp({ applications: { change: () => fail(CHANGED), read: () => ok(theirs) } });
  let closed = 0;
  const { container } = renderIn(app, EditApplicationDialog, { application, onclose: () => (closed += 1) });
  await typeInto(named(container, 'ui5-textarea', 'Description'), 'mine');
  await press(screen.getByText('Save'));
  expect(await failureSaid()).toContain('The settings have changed. Somebody else changed them meanwhile');
  expect(await screen.findByText(/There now: Description “theirs”\. Save replaces it\./)).toBeTruthy();
  app.answer({ applications: { change: () => ok(theirs) } });
  await press(screen.getByText('Save'));
  await expect.poll(() => closed).toBe(1);
  expect(app.inputsOf('applications.change')[1]).toMatchObject({
    ...{ name: 'renamed', description: 'mine' },
    before: { name: 'renamed', description: 'theirs' },
  });
});
