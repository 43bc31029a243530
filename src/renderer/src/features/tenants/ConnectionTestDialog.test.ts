import { screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, press, withText } from '../../../../../tests/support/ui5.ts';
import { aCertificate, aTenant } from '../../../../../tests/support/views.ts';
import { connectionSteps, type ConnectionFinding } from '../../../../core/domain/connection-test.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { ConnectionTestView } from '../../../../shared/ipc/tenants-views.ts';
import ConnectionTestDialog from './ConnectionTestDialog.svelte';

const reply = { status: 403, message: 'No authorization', correlationId: 'REF-1' };
const forbidden: ConnectionFinding = { code: 'tenant-not-allowed', reply };

function dialog(write: ConnectionFinding, changed: Partial<ConnectionTestView> = {}) {
  const passed = { 'name-resolves': 'passed', tls: 'passed', 'is-tenant': 'passed' } as const;
  const read = { 'credentials-accepted': 'passed', 'may-read': 'passed' } as const;
  const steps = connectionSteps({ ...passed, ...read, 'may-write': write });
  const view = { steps, certificate: aCertificate(), clockAheadSeconds: null, ...changed };
  const app = fakeApp({ tenants: { test: () => ok(view) } });
  const [onclose, onsignin] = [vi.fn(), vi.fn()];
  renderIn(app, ConnectionTestDialog, { tenant: aTenant(1), onsignin, onclose });
  return { app, onclose, onsignin };
}

const openTenant = () => withText('ui5-button', 'Open Tenant');

it('says that the connection works when everything does, and shows whose certificate it is', async () => {
  dialog('passed');
  expect(await screen.findByText('The connection works.')).toBeTruthy();
  expect(screen.getByText('AB:CD:EF')).toBeTruthy();
  expect(openTenant()).toMatchObject({ disabled: false });
});

it('says of one that may only read that it may only read, and what to do', async () => {
  dialog(forbidden);
  expect(await screen.findByText(/may be read here, but not changed/)).toBeTruthy();
  expect(screen.queryByText(/The connection works/)).toBeNull();
  expect(screen.getByText(/Ask an administrator for “Manage Applications”/)).toBeTruthy();
  expect(screen.getByText('No authorization')).toBeTruthy();
  expect(screen.getByText('REF-1')).toBeTruthy();
  expect(openTenant()).toMatchObject({ disabled: false });
});

it.each(['unknown', { code: 'tenant-unreachable', trouble: 'timed-out' }] as const)(
  'promises nothing about changes when the last step says %o',
  async (write) => {
    dialog(write);
    expect(await screen.findByText(/Whether they may be changed shows when you first try/)).toBeTruthy();
  },
);

it('says what does not work, and does not offer to open it', async () => {
  dialog('passed', {
    steps: connectionSteps({ 'name-resolves': { code: 'tenant-unreachable', trouble: 'name-unknown' } }),
  });
  expect(await screen.findByText('The connection does not work.')).toBeTruthy();
  expect(openTenant()).toMatchObject({ disabled: true });
});

const refused: ConnectionFinding = { code: 'tenant-credentials-refused', reply: { status: 401, message: '' } };
const stopped = (credentials: ConnectionFinding) => ({
  steps: connectionSteps({
    ...{ 'name-resolves': 'passed', tls: 'passed', 'is-tenant': 'passed', 'credentials-accepted': credentials },
  }),
});

it.each([refused, { code: 'credential-missing' } as const])(
  'leads to the sign-in when that is what is wrong: %o',
  async (finding) => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
    const { onsignin } = dialog('passed', stopped(finding));
    await screen.findByText('The connection does not work.');
    await expect.poll(() => scrolled.mock.contexts).toContain(withText('ui5-button', 'Change Sign-In…'));
    await press(withText('ui5-button', 'Change Sign-In…'));
    expect(onsignin).toHaveBeenCalledOnce();
  },
);

it('does not lead to the sign-in when it is the keychain that does not open, or all is well', async () => {
  dialog('passed', stopped({ code: 'keychain-locked', changed: 'nothing' }));
  await screen.findByText('The connection does not work.');
  expect(() => withText('ui5-button', 'Change Sign-In…')).toThrow();
});

it('counts the minutes by which a clock is wrong', async () => {
  dialog('passed', { clockAheadSeconds: 61 });
  expect(await screen.findByText(/The clock of the tenant is 1 minute ahead of/)).toBeTruthy();
});

describe('a tenant that cannot be opened', () => {
  it('says so in the dialog', async () => {
    const { app, onclose } = dialog('passed');
    app.answer({ tenants: { open: () => fail({ code: 'tenant-unknown', id: aTenant(1).id }) } });
    await screen.findByText('The connection works.');
    await press(openTenant());
    expect(await failureSaid()).toContain('This tenant is not known');
    expect(onclose).not.toHaveBeenCalled();
  });
});
