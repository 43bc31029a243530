import { screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, toggle, typeInto, withText } from '../../../../../tests/support/ui5.ts';
import { aCertificate, aTenant } from '../../../../../tests/support/views.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { TenantView } from '../../../../shared/ipc/tenants-views.ts';
import EditTenantDialog from './EditTenantDialog.svelte';

const root = aCertificate({ subject: 'ACME Root', fingerprint: '12:34' });

function dialog(changed: Partial<TenantView> = {}) {
  const tenant = aTenant(1, { name: 'ACME', ...changed });
  const answer = vi.fn(() => ok(tenant));
  const app = fakeApp({ tenants: { change: answer, setAuthority: answer } });
  const onclose = vi.fn();
  renderIn(app, EditTenantDialog, { tenant, onclose });
  return { app, tenant, onclose, closed: () => expect.poll(() => onclose.mock.calls.length).toBe(1) };
}

const save = () => press(withText('ui5-button', 'Save'));
const name = () => named(document, 'ui5-input', 'Name');

it('changes name, colour and production mark, and leaves the authority alone', async () => {
  const { app, tenant, closed } = dialog({ colour: 'blue' });
  await typeInto(name(), ' ACME prod ');
  screen.getByRole('radio', { name: 'Red' }).click();
  await toggle(withText('ui5-checkbox', 'Production tenant: ask twice before anything is deleted'), true);
  await save();
  await closed();
  const look = { name: 'ACME prod', colour: 'red', production: true };
  expect(app.inputsOf('tenants.change')).toEqual([{ tenantId: tenant.id, ...look }]);
});

describe('the authority of a company', () => {
  it('is shown with its fingerprint before it counts', async () => {
    const { app, tenant, closed } = dialog();
    app.answer({ tenants: { chooseAuthority: () => ok({ handle: 'a-1', certificate: root }) } });
    await press(withText('ui5-button', 'Import Authority…'));
    expect(await screen.findByText('12:34')).toBeTruthy();
    expect(screen.getByText(/then choose Save\.$/)).toBeTruthy();
    expect(app.inputsOf('tenants.setAuthority')).toEqual([]);
    await save();
    await closed();
    expect(app.inputsOf('tenants.setAuthority')).toEqual([{ tenantId: tenant.id, authority: 'a-1' }]);
  });

  it('can be taken away', async () => {
    const { app, tenant, closed } = dialog({ authority: root });
    expect(screen.getByText('12:34')).toBeTruthy();
    expect(screen.queryByText(/then choose/)).toBeNull();
    await press(withText('ui5-button', 'Remove Authority'));
    expect(screen.queryByText('12:34')).toBeNull();
    await save();
    await closed();
    expect(app.inputsOf('tenants.setAuthority')).toEqual([{ tenantId: tenant.id, authority: null }]);
  });
});

it('shows at the name that it is taken, and anything else above the fields', async () => {
  const { app, onclose } = dialog();
  app.answer({ tenants: { change: () => fail({ code: 'tenant-name-taken', name: 'ACME' }) } });
  await save();
  await expect.poll(() => name().textContent).toContain('Another tenant is called “ACME”');
  app.answer({ tenants: { change: () => fail({ code: 'tenant-unknown', id: 'gone' }) } });
  await save();
  expect(await failureSaid()).toContain('This tenant is not known');
  expect(onclose).not.toHaveBeenCalled();
});
