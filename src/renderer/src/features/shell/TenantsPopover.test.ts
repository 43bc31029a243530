import { fireEvent, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid } from '../../../../../tests/support/ui5.ts';
import { aTenant } from '../../../../../tests/support/views.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import TenantsPopover from './TenantsPopover.svelte';

const prod = aTenant(1, { name: 'ACME prod', colour: 'red', production: true });

function popover() {
  const app = fakeApp({ tenants: { open: () => ok(undefined) } });
  app.state.tenants.all = [...app.state.tenants.all, prod];
  const onclose = vi.fn();
  renderIn(app, TenantsPopover, { opener: 'nobody', open: true, onclose });
  return { app, onclose };
}

it('names the tenants, says which one is shown, and by a word which are for production', () => {
  popover();
  expect(screen.getByRole('button', { name: 'ACME prod Production' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Local tenant here' }).getAttribute('aria-current')).toBe('true');
});

it('closes when the other tenant is there', async () => {
  const { app, onclose } = popover();
  await fireEvent.click(screen.getByRole('button', { name: /ACME prod/ }));
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  expect(app.inputsOf('tenants.open')).toEqual([{ tenantId: prod.id }]);
});

it('stays open, and says why, when the other tenant cannot be opened', async () => {
  const { app, onclose } = popover();
  app.answer({ tenants: { open: () => fail({ code: 'store-damaged', what: 'ACME prod' }) } });
  await fireEvent.click(screen.getByRole('button', { name: /ACME prod/ }));
  expect(await failureSaid()).toContain('ACME prod');
  expect(onclose).not.toHaveBeenCalled();
  // What went wrong an hour ago is not shown when it is opened again.
  document.querySelector('ui5-popover')?.dispatchEvent(new CustomEvent('ui5-close'));
  await expect.poll(() => document.querySelector('div[role="alert"]')).toBeNull();
});
