import { cleanup, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication } from '../../../../../tests/support/views.ts';
import { DEFAULT_TOKEN_POLICY, GRANTS } from '../../../../core/domain/token/token-policy.ts';
import TokenPolicySection from './TokenPolicySection.svelte';

async function openDialog({ production = false } = {}) {
  const view = anApplication(1, { tokenPolicy: { ...DEFAULT_TOKEN_POLICY, lifetime: 90 * 60 } });
  const setTokenPolicy = vi.fn(() => ({ ok: true as const, value: view }));
  const app = fakeApp({ applications: { setTokenPolicy } });
  app.state.tenants.all = app.state.tenants.all.map((each) => ({ ...each, name: 'ACME prod', production }));
  const { container } = renderIn(app, TokenPolicySection, { application: view });
  await press(named(container, 'ui5-button', 'Edit Token Policy'));
  const lifetime = await waitFor(() => named(document, 'ui5-input', 'Token Lifetime (minutes)'));
  const save = [...document.querySelectorAll('ui5-button')].find((each) => each.textContent.trim() === 'Save');
  if (!save) throw new Error('The dialog has no Save.');
  return { setTokenPolicy, lifetime, save, view };
}

function allow(grant: string, checked: boolean): void {
  const box = [...document.querySelectorAll('ui5-checkbox')].find((each) => 'text' in each && each.text === grant);
  Object.assign(box ?? {}, { checked });
  box?.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
}

it('shows what counts, and warns when client credentials are not allowed', () => {
  renderIn(fakeApp(), TokenPolicySection, { application: anApplication(1) });
  expect(screen.getByText('Client Credentials, JWT Bearer')).toBeTruthy();
  expect(screen.getByText('60 minutes')).toBeTruthy();
  expect(screen.queryByText(/gets no token for itself/)).toBeNull();

  const tokenPolicy = { ...DEFAULT_TOKEN_POLICY, grants: [] };
  renderIn(fakeApp(), TokenPolicySection, { application: anApplication(1, { tokenPolicy }) });
  expect(screen.getByText(/gets no token for itself/)).toBeTruthy();
});

it('says where the tenant does not state the grants, instead of passing off those of a new application', () => {
  const assumed = renderIn(fakeApp(), TokenPolicySection, { application: anApplication(1, { grantsAssumed: true }) });
  expect(assumed.container.textContent).toContain(
    'Not stated by the tenant (a new application has: Client Credentials, JWT Bearer)',
  );
  const tokenPolicy = { ...DEFAULT_TOKEN_POLICY, grants: ['password'] as const };
  const other = renderIn(fakeApp(), TokenPolicySection, { application: anApplication(1, { tokenPolicy }) });
  expect(other.container.textContent).not.toContain('Not stated');
  expect(other.container.textContent).toContain('None of Client Credentials, JWT Bearer and Token Exchange');
});

it('saves what was chosen, and keeps the grants that it does not show', async () => {
  const { setTokenPolicy, lifetime, save, view } = await openDialog();
  await typeInto(lifetime, '5');
  allow('Token Exchange', true);
  await press(save);
  expect(setTokenPolicy).toHaveBeenCalledWith({
    ...{ applicationId: view.id, lifetime: 300, format: 'default' },
    grants: GRANTS.filter((grant) => grant === 'tokenExchange' || DEFAULT_TOKEN_POLICY.grants.includes(grant)),
    before: view.tokenPolicy,
  });
});

describe('a grant that is taken away', () => {
  it('is asked about twice in a production tenant', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    onTestFinished(() => now.mockRestore());
    const { setTokenPolicy, save } = await openDialog({ production: true });
    allow('JWT Bearer', false);
    await press(save);
    expect(await screen.findByText(/gets no tokens any more by JWT Bearer/)).toBeTruthy();
    await press(screen.getByText('Take Away'));
    expect(screen.getByText(/“ACME prod” is a production tenant/)).toBeTruthy();
    expect(setTokenPolicy).not.toHaveBeenCalled();
    now.mockReturnValue(2_000);
    await press(screen.getByText('Take Away in Production'));
    expect(setTokenPolicy).toHaveBeenCalledOnce();
  });

  it('is not asked about elsewhere, nor is what is added in production', async () => {
    const { setTokenPolicy, save } = await openDialog();
    allow('JWT Bearer', false);
    await press(save);
    expect(setTokenPolicy).toHaveBeenCalledOnce();
    cleanup();
    const production = await openDialog({ production: true });
    allow('Token Exchange', true);
    await press(production.save);
    expect(production.setTokenPolicy).toHaveBeenCalledOnce();
  });
});

it.each(['0', '721', '1.5', 'an hour', ''])('says what is wrong with %o minutes, and sends nothing', async (typed) => {
  const { setTokenPolicy, lifetime, save } = await openDialog();
  await typeInto(lifetime, typed);
  await press(save);
  expect(setTokenPolicy).not.toHaveBeenCalled();
  expect(lifetime.textContent).toContain('from 1 to 720 minutes');
  await expect.poll(() => document.activeElement).toBe(lifetime);
});
