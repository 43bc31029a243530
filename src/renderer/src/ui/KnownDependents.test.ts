import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { tenantId } from '../../../core/domain/identifiers.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { ok } from '../../../core/domain/result.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { named, press } from '../../../../tests/support/ui5.ts';
import KnownDependents from './KnownDependents.svelte';

const REMOTE = tenantId('11111111-1111-4111-8111-111111111111');
const FILLING: ListState = { status: 'filling', readAt: null, failure: null };

function shown(list: ListState) {
  const app = fakeApp({ applications: { refresh: () => ok(FILLING) } }, REMOTE);
  app.state.applications.list = list;
  let read = 0;
  const { container } = renderIn(app, KnownDependents, { onread: () => (read += 1) });
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  return { app, container, said, read: () => read };
}

test('in the local tenant all are always known', () => {
  const app = fakeApp();
  expect(renderIn(app, KnownDependents, { onread: () => undefined }).container.textContent.trim()).toBe('');
});

test('while the list fills, that there may be more is said; once it is read, who depends is asked again', async () => {
  const { app, said, read } = shown(FILLING);
  expect(said()).toContain('Not all applications of the tenant have been read yet');
  expect(said()).toContain('Reading the applications of the tenant: 0 so far…');
  app.state.applications.list = { status: 'ready', readAt: new Date().toISOString(), failure: null };
  await expect.poll(said).toContain('All applications read a moment ago');
  expect(said()).not.toContain('Not all');
  expect(read()).toBe(1);
});

test.each<[number, string]>([
  [0, 'a moment ago'],
  [5, '5 minutes ago'],
  [180, '3 hours ago'],
])('the age of what is known stands there (%s minutes), and a way to read it again', async (minutes, age) => {
  const readAt = new Date(Date.now() - minutes * 60_000).toISOString();
  const { app, container, said } = shown({ status: 'ready', readAt, failure: null });
  expect(said()).toContain(`All applications read ${age}`);
  await press(named(container, 'ui5-button', 'Refresh Applications'));
  expect(app.inputsOf('applications.refresh')).toHaveLength(1);
});

test('Refresh stays where it is while the list is read, so that the focus does', async () => {
  const { app, container } = shown({ status: 'ready', readAt: new Date().toISOString(), failure: null });
  const refresh = named(container, 'ui5-button', 'Refresh Applications');
  await press(refresh);
  await expect.poll(() => app.state.applications.list.status).toBe('filling');
  await expect.poll(() => refresh).toMatchObject({ isConnected: true, loading: true, disabled: false });
});

test('Try Again goes with the failure, and the focus from there to Refresh', async () => {
  const failure = { code: 'tenant-unreachable', trouble: 'timed-out' } as const;
  const { app, container } = shown({ status: 'failed', readAt: null, failure });
  await press(screen.getByText('Try Again'));
  await expect.poll(() => screen.queryByText('Try Again')).toBeNull();
  expect(app.inputsOf('applications.refresh')).toHaveLength(1);
  expect(document.activeElement).toBe(named(container, 'ui5-button', 'Refresh Applications'));
});

test('a list that could not be read says why', () => {
  const failure = { code: 'tenant-unreachable', trouble: 'timed-out' } as const;
  const { said } = shown({ status: 'failed', readAt: null, failure });
  expect(said()).toContain('Not all applications of the tenant could be read');
  expect(said()).toContain('The tenant cannot be reached');
});
