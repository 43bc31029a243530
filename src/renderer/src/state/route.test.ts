import { expect, test } from 'vitest';
import type { SelectionView } from '../../../shared/ipc/views.ts';
import { idOf } from '../../../../tests/support/views.ts';
import { Route } from './route.svelte.ts';

function remembering() {
  const remembered: SelectionView[] = [];
  return { remembered, route: new Route((selection) => remembered.push(selection)) };
}

test('every move is remembered, restoring is not', () => {
  const { remembered, route } = remembering();
  route.restore({ page: 'applications', applicationId: idOf(1), tab: 'general' });
  expect(remembered).toEqual([]);
  route.showTab('trust');
  route.toSettings();
  expect(remembered).toEqual([
    { page: 'applications', applicationId: idOf(1), tab: 'trust' },
    { page: 'settings', applicationId: null, tab: 'trust' },
  ]);
});

test('an application opens on the tab used last', () => {
  const { route } = remembering();
  route.toApplication(idOf(1), 'general');
  route.toApplications();
  route.toApplication(idOf(2));
  expect(route.tab).toBe('general');
});

test('the list knows which application was left', () => {
  const { route } = remembering();
  route.toApplication(idOf(1));
  route.toApplications();
  expect(route.applicationId).toBeNull();
  expect(route.lastOpened).toBe(idOf(1));
  route.toSettings();
  route.toApplications();
  expect(route.lastOpened).toBeNull();
});
