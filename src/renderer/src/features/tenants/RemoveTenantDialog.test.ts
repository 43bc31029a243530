import { screen } from '@testing-library/svelte';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, press } from '../../../../../tests/support/ui5.ts';
import { aTenant } from '../../../../../tests/support/views.ts';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import RemoveTenantDialog from './RemoveTenantDialog.svelte';

function dialog(production: boolean, removed: Result<void> = ok(undefined)) {
  const tenant = aTenant(1, { name: 'ACME prod', production });
  const app = fakeApp({ tenants: { remove: () => removed } });
  const onclose = vi.fn();
  renderIn(app, RemoveTenantDialog, { tenant, onclose });
  return { app, tenant, onclose };
}

it('asks twice before a production tenant goes, also from another tenant', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  onTestFinished(() => now.mockRestore());
  const { app, tenant, onclose } = dialog(true);
  await press(screen.getByText('Remove'));
  expect(app.calls).toEqual([]);
  expect(screen.getByText(/are lost on this computer\. Remove it from Trust Desk\?/)).toBeTruthy();
  expect(screen.queryByText(/people and programs may depend/)).toBeNull();
  now.mockReturnValue(2_000);
  await press(screen.getByText('Remove from Trust Desk'));
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  expect(app.inputsOf('tenants.remove')).toEqual([{ tenantId: tenant.id, abandoned: [] }]);
});

it('asks once for any other tenant, and announces that it is gone', async () => {
  const { app, onclose } = dialog(false);
  await press(screen.getByText('Remove'));
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  expect(app.state.announcer.text).toBe('Tenant ACME prod removed');
});

it('says in place why it is still there', async () => {
  const { onclose } = dialog(false, fail({ code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' }));
  await press(screen.getByText('Remove'));
  expect(await failureSaid()).toContain('full');
  expect(onclose).not.toHaveBeenCalled();
});

it('names what has stopped half way there, and removes it all the same when that is asked', async () => {
  const creation = { id: 'c-1', name: 'orders', application: 'Consumer' };
  const { app, tenant, onclose } = dialog(false, fail({ code: 'tenant-unfinished-creations', creations: [creation] }));
  await press(screen.getByText('Remove'));
  expect(await failureSaid()).toContain('“orders” of “Consumer”');
  app.answer({ tenants: { remove: () => ok(undefined) } });
  await press(screen.getByText('Remove All the Same'));
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  expect(app.inputsOf('tenants.remove').at(-1)).toEqual({ tenantId: tenant.id, abandoned: ['c-1'] });
});

it('names one whose record cannot be read as well, and gives it up only when that is asked', async () => {
  const named = { id: 'c-1', name: 'orders', application: 'Consumer' };
  const creations = [named, { id: 'c-2', unreadable: true } as const];
  const { app } = dialog(false, fail({ code: 'tenant-unfinished-creations', creations }));
  await press(screen.getByText('Remove'));
  expect(await failureSaid()).toContain('“orders” of “Consumer”, 1 creation whose record cannot be read');
  expect(app.inputsOf('tenants.remove')).toMatchObject([{ abandoned: [] }]);
  await press(screen.getByText('Remove All the Same'));
  await expect.poll(() => app.inputsOf('tenants.remove')).toMatchObject([{}, { abandoned: ['c-1', 'c-2'] }]);
});

it('leads to no Continue where there is none', async () => {
  dialog(false, fail({ code: 'tenant-unfinished-creations', creations: [{ id: 'c-2', unreadable: true }] }));
  await press(screen.getByText('Remove'));
  expect(await failureSaid()).toContain('Look in the tenant for what is left there, or remove it all the same.');
});

it('asks about what has stopped half way without a word of production: nothing happens there', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  onTestFinished(() => now.mockRestore());
  const creation = { id: 'c-1', name: 'orders', application: 'Consumer' };
  const { app } = dialog(true, fail({ code: 'tenant-unfinished-creations', creations: [creation] }));
  await press(screen.getByText('Remove'));
  now.mockReturnValue(2_000);
  await press(screen.getByText('Remove from Trust Desk'));
  expect(await screen.findByText('Remove All the Same')).toBeTruthy();
  expect(app.inputsOf('tenants.remove')).toHaveLength(1);
});

it('says what goes for good, and what stays in the tenant', () => {
  dialog(false);
  const said = document.querySelector('ui5-dialog')?.textContent.replaceAll(/\s+/g, ' ');
  expect(said).toContain('the values of the client secrets that were made here; the tenant does not give them again');
  expect(said).toContain('In the tenant itself nothing changes');
});
