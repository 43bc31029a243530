import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { REQUEST_REASONS } from '../../../core/domain/token-request.ts';
import { ok } from '../../../core/domain/result.ts';
import type { TokenRequestView } from '../../../shared/ipc/tenant-views.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { aTokenRequest } from '../../../../tests/support/views.ts';
import { REQUEST_REASON_WORDS } from '../request-reason-words.ts';
import RequestsPage from './RequestsPage.svelte';

function page(first: readonly TokenRequestView[]) {
  let known = first;
  const list = vi.fn(({ outcome }: { readonly outcome: string }) =>
    ok(known.filter((each) => outcome === 'all' || each.outcome === outcome)),
  );
  const app = fakeApp({ requests: { list } });
  renderIn(app, RequestsPage);
  const add = (request: TokenRequestView) => {
    known = [request, ...known];
    app.announce.requests.changed({ newestId: request.id });
  };
  return { app, list, add };
}

const refused = aTokenRequest(2, { outcome: 'refused', reason: 'secret-expired', count: 1_200 });

test('shows who asked, what came of it, and exactly why it was refused', async () => {
  page([refused, aTokenRequest(1)]);
  expect(await screen.findByText('The client secret has expired.')).toBeTruthy();
  expect(screen.getByText(/Refused.*×1,200/)).toBeTruthy();
  expect(screen.getByText('Application 1')).toBeTruthy();
});

test('a row leads to its application, and without one says that it leads nowhere', async () => {
  const { app } = page([aTokenRequest(2, { application: null }), aTokenRequest(1)]);
  const row = async (text: string) => (await screen.findByText(text)).closest('tr');
  expect((await row('Application 1'))?.className).toContain('opens');
  const stranger = await row(aTokenRequest(2).clientId ?? '');
  expect(stranger?.className).not.toContain('opens');
  stranger?.click();
  expect(app.state.route.applicationId).toBeNull();
});

test('a new request appears by itself', async () => {
  const { add } = page([]);
  await screen.findByText('No Requests Yet');
  add(refused);
  expect(await screen.findByText('The client secret has expired.')).toBeTruthy();
});

test('the outcome filters, also what comes later', async () => {
  const { list, add } = page([refused, aTokenRequest(1)]);
  await screen.findByText('Application 1');
  const radio = [...document.querySelectorAll('ui5-radio-button')].find(
    (each) => 'text' in each && each.text === 'Refused',
  );
  Object.assign(radio ?? {}, { checked: true });
  radio?.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await waitFor(() => expect(screen.queryByText('Application 1')).toBeNull());
  add(aTokenRequest(3));
  await waitFor(() => expect(list).toHaveBeenLastCalledWith({ outcome: 'refused' }));
  expect(screen.queryByText('Application 3')).toBeNull();
});

test('no two reasons have the same words', () => {
  expect(new Set(Object.values(REQUEST_REASON_WORDS)).size).toBe(REQUEST_REASONS.length);
});
