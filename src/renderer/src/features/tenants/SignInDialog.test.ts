import { screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, toggle, typeInto, withText } from '../../../../../tests/support/ui5.ts';
import { aCertificate, aTenant } from '../../../../../tests/support/views.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { SignIn } from '../../../../core/domain/tenant.ts';
import SignInDialog from './SignInDialog.svelte';

function dialog(signIn: SignIn) {
  const tenant = aTenant(1, { signIn });
  const app = fakeApp({ tenants: { signIn: () => ok(tenant) } });
  const [onsigned, onclose] = [vi.fn(), vi.fn()];
  renderIn(app, SignInDialog, { tenant, onsigned, onclose });
  const sent = () => app.inputsOf('tenants.signIn').map((input) => (input as { signIn: unknown }).signIn);
  return { app, tenant, onsigned, onclose, sent };
}

const proceed = () => press(withText('ui5-button', 'Continue'));
const choose = (kind: string) => toggle(withText('ui5-radio-button', kind), true);

it('begins with what counts now, and is followed by a test', async () => {
  const { onsigned, onclose, sent, tenant } = dialog({ kind: 'client-secret', clientId: 'admin' });
  expect(named(document, 'ui5-input', 'Client ID')).toMatchObject({ value: 'admin' });
  await proceed();
  await expect.poll(() => onsigned.mock.calls).toEqual([[tenant]]);
  expect(onclose).toHaveBeenCalledOnce();
  expect(sent()).toEqual([{ kind: 'client-secret', clientId: 'admin' }]);
});

describe('another kind of sign-in', () => {
  it('is sent with its own account', async () => {
    const { sent } = dialog({ kind: 'certificate', certificate: aCertificate() });
    await choose('User name and password');
    await typeInto(named(document, 'ui5-input', 'User Name'), 'jane');
    await proceed();
    await expect.poll(sent).toEqual([{ kind: 'user-password', userName: 'jane' }]);
  });

  it('is not lost unasked', async () => {
    const { onclose } = dialog({ kind: 'client-secret', clientId: 'admin' });
    await choose('Certificate (.p12)');
    await press(withText('ui5-button', 'Cancel'));
    expect(await screen.findByText('What you entered has not been saved and will be lost.')).toBeTruthy();
    expect(onclose).not.toHaveBeenCalled();
  });
});

it('says nothing when the window that asks is closed, and why when the keychain is locked', async () => {
  const { app, onclose } = dialog({ kind: 'user-password', userName: 'jane' });
  app.answer({ tenants: { signIn: () => fail({ code: 'asking-cancelled' }) } });
  await proceed();
  await expect.poll(() => withText('ui5-button', 'Continue')).toBeTruthy();
  expect(document.querySelector('div[role="alert"]')).toBeNull();
  app.answer({ tenants: { signIn: () => fail({ code: 'keychain-locked', changed: 'nothing' }) } });
  await proceed();
  expect(await failureSaid()).toContain('The keychain is locked');
  expect(onclose).not.toHaveBeenCalled();
});
