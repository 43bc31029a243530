import { screen } from '@testing-library/svelte';
import { expect, onTestFinished, test } from 'vitest';
import { FAILURE_EXAMPLES } from '../../../../tests/support/failure-examples.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { press } from '../../../../tests/support/ui5.ts';
import { anUnfinishedCreation } from '../../../../tests/support/views.ts';
import type { StepState } from '../../../core/domain/creation.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { tenantId } from '../../../core/domain/identifiers.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import type { UnfinishedCreationView } from '../../../shared/ipc/creation-views.ts';
import UnfinishedCreation from './UnfinishedCreation.svelte';

const UNKNOWN = FAILURE_EXAMPLES['tenant-outcome-unknown'];
const UNDER_WAY = /The tenant may still be working on it/;

function panel(changed: Partial<UnfinishedCreationView>, refusal: Failure = UNKNOWN) {
  const creation = anUnfinishedCreation(changed);
  const app = fakeApp(
    {
      dependencies: {
        unfinished: () => ok([creation]),
        resume: () => fail(refusal),
        undo: () => fail(refusal),
      },
    },
    tenantId('11111111-1111-4111-8111-111111111111'),
  );
  const { container } = renderIn(app, UnfinishedCreation, { creation, oncreated: () => undefined });
  return { app, said: () => container.textContent.replaceAll(/\s+/g, ' ') };
}

const withApplication = (state: StepState): Partial<UnfinishedCreationView> => ({
  steps: [
    { step: 'application', state },
    { step: 'dependency', state: 'open' },
  ],
});

test('says of a try that settled nothing that it was made, when, and why it did not', async () => {
  const { said } = panel({ ...withApplication('unknown'), failure: UNKNOWN });
  expect(said()).not.toContain('not possible yet');
  await press(screen.getByText('Undo…'));
  await press(await screen.findByText('Undo'));
  await expect.poll(said).toMatch(/Undo was not possible yet \(\d\d:\d\d\): The outcome is not known\./);
  await expect.poll(() => screen.queryByText('Undo the Creation?')).toBeNull();
  await press(screen.getByText('Continue'));
  await expect.poll(said).toMatch(/Continue did not get further \(\d\d:\d\d\): The outcome is not known\./);
  expect(said()).not.toContain('not possible yet');
});

test('gives the focus to the heading of the page once it is undone', async () => {
  const main = document.createElement('main');
  main.innerHTML = '<h1 tabindex="-1">Applications</h1>';
  document.body.prepend(main);
  onTestFinished(() => main.remove());
  const { app } = panel(withApplication('done'));
  app.answer({ dependencies: { undo: () => ok(undefined), unfinished: () => ok([]) } });
  await press(screen.getByText('Undo…'));
  await press(await screen.findByText('Undo'));
  await expect.poll(() => document.activeElement?.textContent).toBe('Applications');
});

test('says what its buttons do, and promises nothing about what is not known', () => {
  const { said } = panel(withApplication('unknown'));
  expect(said()).toContain('Continue first reads what is in the tenant and sends only what is missing. Undo deletes');
  expect(said()).not.toContain('Nothing is lost');
});

test('says until when what was sent may still arrive, as long as that is open', () => {
  panel(withApplication('unknown'));
  expect(screen.getByText(UNDER_WAY)).toBeTruthy();
});

test.each<[string, Partial<UnfinishedCreationView>]>([
  ['everything is known', withApplication('done')],
  ['what is there is not ours', { ...withApplication('unknown'), failure: FAILURE_EXAMPLES['creation-not-ours'] }],
  ['only the keychain is asked', { steps: [{ step: 'keychain', state: 'unknown' }] }],
])('does not say so where %s', (_, changed) => {
  panel(changed);
  expect(screen.queryByText(UNDER_WAY)).toBeNull();
});

test.each<[string, Partial<UnfinishedCreationView>, RegExp]>([
  ['an application', withApplication('done'), /^The application that was made for it is deleted/],
  [
    'perhaps an application',
    withApplication('unknown'),
    /^Trust Desk looks for the application in the tenant, deletes/,
  ],
  [
    'a dependency',
    { newApplication: false, steps: [{ step: 'dependency', state: 'done' }] },
    /^The dependency is taken out of the application again/,
  ],
  [
    'perhaps a dependency',
    { newApplication: false, steps: [{ step: 'dependency', state: 'unknown' }] },
    /^Trust Desk looks for the dependency in the application, takes it out/,
  ],
])('asks before it undoes %s for what will happen', async (_, changed, asked) => {
  panel(changed);
  await press(screen.getByText('Undo…'));
  expect(await screen.findByText(asked)).toBeTruthy();
});
