import { screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication } from '../../../../../tests/support/views.ts';
import { DEFAULT_TOKEN_POLICY } from '../../../../core/domain/token/token-policy.ts';
import TokenPolicySection from './TokenPolicySection.svelte';

async function openDialog() {
  const view = anApplication(1, { tokenPolicy: { ...DEFAULT_TOKEN_POLICY, lifetime: 90 * 60 } });
  const setTokenPolicy = vi.fn(() => ({ ok: true as const, value: view }));
  const { container } = renderIn(fakeApp({ applications: { setTokenPolicy } }), TokenPolicySection, {
    application: view,
  });
  await press(named(container, 'ui5-button', 'Edit Token Policy'));
  const lifetime = await vi.waitFor(() => named(document, 'ui5-input', 'Token Lifetime (minutes)'));
  const save = [...document.querySelectorAll('ui5-button')].find((each) => each.textContent.trim() === 'Save');
  if (!save) throw new Error('The dialog has no Save.');
  return { setTokenPolicy, lifetime, save, view };
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

it('saves what was chosen, and keeps the grants that it does not show', async () => {
  const { setTokenPolicy, lifetime, save, view } = await openDialog();
  await typeInto(lifetime, '5');
  const exchange = [...document.querySelectorAll('ui5-checkbox')].find(
    (each) => 'text' in each && each.text === 'Token Exchange',
  );
  Object.assign(exchange ?? {}, { checked: true });
  exchange?.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await press(save);
  expect(setTokenPolicy).toHaveBeenCalledWith({
    ...{ applicationId: view.id, lifetime: 300, format: 'default' },
    grants: [...DEFAULT_TOKEN_POLICY.grants, 'tokenExchange'],
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
