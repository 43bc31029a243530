import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { ApiAnswer } from '../../../../core/domain/check/api-answer.ts';
import type { CheckReason, CheckStepName } from '../../../../core/domain/check/check-step.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { CheckView } from '../../../../shared/ipc/check-views.ts';
import { aCheck, aToken } from '../../../../../tests/support/checks.ts';
import { FAILURE_EXAMPLES } from '../../../../../tests/support/failure-examples.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { aDependency, anApplication, aSecret, aTenantServer, idOf } from '../../../../../tests/support/views.ts';
import CheckDialog from './CheckDialog.svelte';

const application = anApplication(5, { dependencies: [aDependency()], secrets: [aSecret(5), aSecret(6)] });
const subject = { applicationId: idOf(5), dependency: 'orders', secretId: null };

async function dialog(view: CheckView = aCheck(), answers: Answers = {}) {
  const app = fakeApp({
    applications: { read: () => ok(application) },
    clipboard: { copy: () => ok(undefined) },
    ...answers,
    checks: { run: () => ok(view), ...answers.checks },
  });
  const left: unknown[] = [];
  const props = { subject, onclose: () => undefined, onleave: (...place: unknown[]) => left.push(place) };
  const { container } = renderIn(app, CheckDialog, props);
  await waitFor(() => screen.getByText(/^The check (?:passed|failed)/));
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  return { app, container, left, said, items: () => screen.getAllByRole('listitem') };
}
const failedWith = (name: CheckStepName, reason: CheckReason): CheckView =>
  aCheck({
    steps: aCheck().steps.map((step) => (step.name === name ? { name, outcome: 'failed', reason } : step)),
    token: null,
  });

describe('a check', () => {
  test('begins by itself and says its result aloud', async () => {
    const { app } = await dialog();
    expect(app.inputsOf('checks.run')).toEqual([{ ...subject, over: null }]);
    const spoken = screen.getAllByRole('status').map((each) => each.textContent.trim());
    expect(spoken).toContain('The check passed: all 12 steps are right.');
  });

  test('lists every step with its outcome in words, not by colour alone', async () => {
    const { items } = await dialog();
    expect(items()).toHaveLength(12);
    for (const item of items()) expect(within(item).getByText('Passed')).toBeTruthy();
  });

  test('says of a failed step what it means and leads to where it is put right', async () => {
    const { left, items } = await dialog(
      failedWith('client-accepted', {
        ...{ code: 'client-refused', status: 401, error: 'invalid_client', description: null, exact: 'client-locked' },
      }),
    );
    const failed = items().find((item) => within(item).queryByText('Failed'));
    expect(failed?.textContent).toContain('locked after five wrong secrets');
    await press(screen.getByText('Go to Client ID Lock'));
    expect(left).toEqual([['client-id-lock', idOf(5)]]);
  });

  test('leads to the provider for what only its owner can change', async () => {
    const { left } = await dialog(failedWith('signature', { code: 'token-opaque' }));
    await press(screen.getByText('Go to the Provider'));
    expect(left).toEqual([['token-policy', idOf(1)]]);
  });

  test('switches the token endpoint on and checks again', async () => {
    const { app } = await dialog(failedWith('endpoint-reached', { code: 'server-absent', absence: 'off' }), {
      tenantServer: { enable: () => ok(aTenantServer()) },
    });
    app.answer({ checks: { run: () => ok(aCheck()) } });
    await press(screen.getByText('Switch On the Token Endpoint'));
    await waitFor(() => screen.getByText(/^The check passed/));
    expect(app.inputsOf('tenantServer.enable')).toEqual([{ enabled: true }]);
  });

  test('can be repeated with another secret, over another address', async () => {
    const { app, container } = await dialog();
    const choose = (name: string, value: string) => {
      const select = named(container, 'ui5-select', name);
      const selectedOption = [...select.children].find((each) => each.getAttribute('data-value') === value);
      select.dispatchEvent(new CustomEvent('ui5-change', { detail: { selectedOption } }));
    };
    await waitFor(() => named(container, 'ui5-select', 'Secret'));
    choose('Secret', aSecret(6).id);
    choose('Address', 'http');
    choose('Dependency', '');
    await press(screen.getByText('Check Again'));
    await expect
      .poll(() => app.inputsOf('checks.run')[1])
      .toEqual({
        ...{ applicationId: idOf(5), dependency: null, secretId: aSecret(6).id, over: 'http' },
      });
  });

  test('that fails when repeated leaves the earlier result under a name that says so', async () => {
    const { app, said } = await dialog();
    app.answer({ checks: { run: () => fail(FAILURE_EXAMPLES['tenant-fault']) } });
    await press(screen.getByText('Check Again'));
    expect(await failureSaid()).toContain('The tenant has a fault');
    const spoken = screen.getAllByRole('status').map((each) => each.textContent.trim());
    expect(spoken).toContain('The result before this failure: The check passed: all 12 steps are right.');
    app.answer({ checks: { run: () => ok(aCheck()) } });
    await press(screen.getByText('Check Again'));
    await expect.poll(said).not.toContain('before this failure');
    await expect.poll(said).toContain('The check passed');
  });

  test('that cannot be made says why', async () => {
    const app = fakeApp({
      applications: { read: () => ok(application) },
      checks: { run: () => fail({ code: 'dependency-unknown', name: 'orders' }) },
    });
    renderIn(app, CheckDialog, { subject, onclose: () => undefined, onleave: () => undefined });
    expect(await failureSaid()).toContain('This dependency does not exist any more');
  });
});

describe('the token of a check', () => {
  test('is explained claim by claim, with times as one reads them', async () => {
    const { said } = await dialog();
    expect(said()).toMatch(/isshttps:\/\/127\.0\.0\.1:8751Who issued it/);
    expect(said()).toMatch(/exp2 Jan 2026, \d\d:\d\dUntil when/);
    expect(said()).toContain('own_claimmine');
    expect(screen.getAllByRole('table')).toHaveLength(2);
  });

  test('counts down its time and says when it is over', async () => {
    const soon = new Date(Date.now() + 1_500).toISOString();
    const { said } = await dialog(aCheck({ token: aToken({ expires: soon }) }));
    expect(said()).toContain('Valid for another 00:02');
    await expect.poll(said, { timeout: 4_000 }).toContain('Expired');
  });

  test('is copied by its handle: the window has nothing else of it', async () => {
    const { app, container } = await dialog();
    await press(named(container, 'ui5-button', 'Copy Token'));
    await expect.poll(() => app.inputsOf('clipboard.copy')).toEqual([{ kind: 'token', handle: aToken().handle }]);
  });

  test('that is opaque has nothing to read', async () => {
    const { said } = await dialog(aCheck({ token: aToken({ header: null, claims: null, expires: null }) }));
    expect(said()).toContain('The token is opaque: there is nothing to read in it.');
  });
});

describe('calling the API', () => {
  const answered: ApiAnswer = {
    ...{ kind: 'answered', status: 200, headers: [{ name: 'X-A', value: 'b' }], tookMs: 12 },
    body: { kind: 'text', text: '{"a":1}', bytes: 7, cut: false },
  };
  const send = () => press(screen.getByText('Send'));

  test('begins with the URL that was called last, sends by handle and shows the answer', async () => {
    const token = aToken({ lastUrl: 'http://localhost:3000/orders' });
    const { app, said } = await dialog(aCheck({ token }), { checks: { callApi: () => ok(answered) } });
    await send();
    await expect.poll(said).toContain('Status 200 after 12 ms. The API accepts the call.');
    expect(app.inputsOf('checks.callApi')).toEqual([
      { handle: token.handle, url: token.lastUrl, method: 'GET', headers: '', body: '' },
    ]);
    expect(screen.getByRole('region', { name: 'Body of the Answer' }).textContent).toBe('{\n  "a": 1\n}');
    expect(said()).toContain('X-A b');
  });

  test('sends nothing that is not well formed, and says why at the field', async () => {
    const { app, container } = await dialog();
    await typeInto(named(container, 'ui5-input', 'URL'), 'ftp://host/');
    await typeInto(named(container, 'ui5-textarea', 'Headers'), 'Authorization: mine');
    await send();
    expect(app.inputsOf('checks.callApi')).toEqual([]);
    expect(named(container, 'ui5-input', 'URL')).toMatchObject({ valueState: 'Negative' });
    await expect.poll(() => document.activeElement).toBe(named(container, 'ui5-input', 'URL'));
    expect(named(container, 'ui5-textarea', 'Headers').textContent).toContain('Trust Desk sets this header itself');
  });

  test('warns where the token would travel in clear', async () => {
    const { container } = await dialog();
    const url = named(container, 'ui5-input', 'URL');
    await typeInto(url, 'http://api.example.com/');
    expect(url).toMatchObject({ valueState: 'Critical' });
    expect(url.textContent).toContain('travels unencrypted');
    await typeInto(url, 'https://api.example.com/');
    expect(url).toMatchObject({ valueState: 'None' });
  });

  test('explains a certificate that is not trusted, and offers no way around it', async () => {
    const { container, said } = await dialog(aCheck(), {
      checks: { callApi: () => ok({ kind: 'failed', trouble: 'tls-self-signed', tookMs: 3 }) },
    });
    await typeInto(named(container, 'ui5-input', 'URL'), 'https://localhost/');
    await send();
    await expect.poll(said).toContain('a certificate that it has signed itself');
    expect(said()).toContain('there is no way to switch that off');
  });

  test('says that the token is gone, and gets a new one', async () => {
    const { app, container } = await dialog(aCheck(), { checks: { callApi: () => fail({ code: 'token-gone' }) } });
    await typeInto(named(container, 'ui5-input', 'URL'), 'http://localhost/');
    await send();
    expect(await failureSaid()).toContain('The token is gone');
    await press(within(document.querySelector<HTMLElement>('div[role="alert"]')!).getByText('Check Again'));
    await expect.poll(() => app.inputsOf('checks.run')).toHaveLength(2);
  });
});
