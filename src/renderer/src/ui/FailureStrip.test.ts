import { expect, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { named, press } from '../../../../tests/support/ui5.ts';
import FailureStrip from './FailureStrip.svelte';

const reply = { status: 400, message: '<b>Invalid</b> input.', correlationId: 'CC7F0720-711C' };
const detailsIn = (container: Element) => [...container.querySelectorAll('.detail')].map((each) => each.textContent);

test('what a tenant said is quoted beside our own words, with its status and the id that its support asks for', () => {
  const { container } = renderIn(fakeApp(), FailureStrip, { failure: { code: 'tenant-input-refused', reply } });
  expect(container.textContent).toContain('The tenant refused the request.');
  expect(detailsIn(container)).toEqual([
    'The tenant says: “<b>Invalid</b> input.”',
    'Code: tenant-input-refused, status 400',
    'Reference: CC7F0720-711C',
  ]);
});

test('all of it is copied with one button', async () => {
  const app = fakeApp({ clipboard: { copy: () => ok(undefined) } });
  const { container } = renderIn(app, FailureStrip, { failure: { code: 'tenant-input-refused', reply } });
  await press(named(container, 'ui5-button', 'Copy Failure Details'));
  expect(app.inputsOf('clipboard.copy')).toEqual([
    {
      ...{ kind: 'failure', code: 'tenant-input-refused', status: 400 },
      ...{ message: '<b>Invalid</b> input.', reference: 'CC7F0720-711C' },
    },
  ]);
});

test('nobody is quoted who said nothing, and what is in our words alone has no details', () => {
  const unknown = { code: 'tenant-outcome-unknown', what: 'change', reply: null };
  expect(detailsIn(renderIn(fakeApp(), FailureStrip, { failure: unknown }).container)).toEqual([
    'Code: tenant-outcome-unknown',
  ]);
  const { container } = renderIn(fakeApp(), FailureStrip, { failure: { code: 'token-gone' } });
  expect([detailsIn(container), container.querySelector('ui5-button')]).toEqual([[], null]);
});
