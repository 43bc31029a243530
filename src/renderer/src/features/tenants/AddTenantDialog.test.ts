import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, toggle, typeInto, withText } from '../../../../../tests/support/ui5.ts';
import { aCertificate, aTenant } from '../../../../../tests/support/views.ts';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import type { AddressView, TenantView } from '../../../../shared/ipc/tenants-views.ts';
import AddTenantDialog from './AddTenantDialog.svelte';

const HOST = 'acme.accounts.ondemand.com';
const OWN = 'login.acme.example';
const CONFIRM = 'This is my tenant: send my credentials there';
const tenant = aTenant(1);

const found = (host: string, changed: Partial<AddressView> = {}): Result<AddressView> =>
  ok({
    origin: `https://${host}`,
    concerns: [],
    certificate: aCertificate({ subject: host }),
    trouble: null,
    ...changed,
  });
const own = found(OWN, { concerns: ['custom-domain'] });
const away = found(HOST, { concerns: ['private-address'], certificate: null, trouble: 'name-unknown' });

async function dialog(address: string, answers: Answers['tenants']) {
  const app = fakeApp({ tenants: { add: () => ok(tenant), ...answers } });
  app.state.tenants.all = [...app.state.tenants.all, aTenant(2, { colour: 'blue' }), aTenant(3, { colour: 'teal' })];
  const onadded = vi.fn<(tenant: TenantView) => void>();
  const onclose = vi.fn();
  renderIn(app, AddTenantDialog, { onadded, onclose });
  await typeInto(field('Name'), 'ACME');
  await typeInto(field('Address'), address);
  await typeInto(field('Client ID'), 'client');
  return { app, onadded, onclose, isAdded: () => expect.poll(() => onadded.mock.calls).toEqual([[tenant]]) };
}

const field = (name: string) => named(document, 'ui5-input', name);
const connect = () => press(withText('ui5-button', 'Connect'));
const confirm = () => toggle(withText('ui5-checkbox', CONFIRM), true);
const failureShown = () => document.querySelector('div[role="alert"]')?.textContent;
const idle = () => expect.poll(() => withText('ui5-button', 'Connect')).toBeTruthy();

it('connects to an address of SAP without a question, in a colour that no other tenant has', async () => {
  const { app, onclose, isAdded } = await dialog(HOST, { examine: () => found(HOST) });
  await connect();
  await isAdded();
  expect(onclose).toHaveBeenCalledOnce();
  expect(app.inputsOf('tenants.add')).toMatchObject([{ name: 'ACME', address: HOST, colour: 'green', confirmed: [] }]);
});

it('shows whose certificate it is, with its fingerprint, before anything is confirmed or sent', async () => {
  const { app, isAdded } = await dialog(OWN, { examine: () => own });
  await connect();
  const shown = await screen.findByRole('region', { name: 'What answers at this address' });
  expect(shown.textContent).toContain(`https://${OWN}`);
  expect(shown.textContent).toContain('AB:CD:EF');
  expect(shown.textContent).toContain('ACME Authority');
  expect(document.activeElement).toBe(shown);
  expect(app.state.announcer.text).toContain('confirm that it is your tenant');
  expect(failureShown()).toBeUndefined();
  await confirm();
  await connect();
  await isAdded();
  expect(app.inputsOf('tenants.add')).toMatchObject([{ confirmed: ['custom-domain'] }]);
});

it('says what is missing when nothing was confirmed', async () => {
  const { app } = await dialog(OWN, { examine: () => own });
  await connect();
  await screen.findByText(/none of those that SAP gives/);
  await connect();
  expect(await failureSaid()).toContain('The address has to be confirmed');
  expect(app.inputsOf('tenants.add')).toEqual([]);
});

it('does not take one word for a host', async () => {
  const { app } = await dialog('acme', {});
  await connect();
  await expect.poll(() => field('Address').textContent).toContain('Enter the whole host, such as acme.accounts');
  expect(app.inputsOf('tenants.examine')).toEqual([]);
});

it('says where a system administrator comes from', async () => {
  await dialog(HOST, {});
  expect(
    screen.getByText(/Users & Authorizations > Administrators > Add > System, with Manage Applications/),
  ).toBeTruthy();
});

it('looks again at an address where nobody answered before', async () => {
  const { app, isAdded } = await dialog(HOST, { examine: () => away });
  await connect();
  expect(await failureSaid()).toContain('The tenant cannot be reached');
  expect(screen.queryByRole('region', { name: 'What answers at this address' })).toBeNull();
  app.answer({ tenants: { examine: () => found(HOST) } });
  await connect();
  await isAdded();
});

it('looks again when more has to be confirmed than was shown, and says what', async () => {
  const { app, isAdded } = await dialog(HOST, { examine: () => found(HOST) });
  const concerns = ['private-address'] as const;
  app.answer({ tenants: { add: () => fail({ code: 'address-unconfirmed', concerns }) } });
  app.answer({ tenants: { examine: vi.fn(() => found(HOST, { concerns })).mockReturnValueOnce(found(HOST)) } });
  await connect();
  expect(await screen.findByText(/leads to this computer or into a private network/)).toBeTruthy();
  expect(failureShown()).toBeUndefined();
  app.answer({ tenants: { add: () => ok(tenant) } });
  await confirm();
  await connect();
  await isAdded();
  expect(app.inputsOf('tenants.add').at(-1)).toMatchObject({ confirmed: concerns });
});

it('never says nothing: a refusal that a second look does not explain is shown', async () => {
  const { app } = await dialog(HOST, { examine: () => found(HOST) });
  app.answer({ tenants: { add: () => fail({ code: 'address-unconfirmed', concerns: ['private-address'] }) } });
  await connect();
  expect(await failureSaid()).toContain('The address has to be confirmed');
});

describe('what was found at one address', () => {
  it('is not shown under another, nor sent for it', async () => {
    let answer: (view: Result<AddressView>) => void = () => {};
    const { app } = await dialog(OWN, { examine: () => new Promise((resolve) => (answer = resolve)) });
    await connect();
    expect(field('Address')).toMatchObject({ readonly: true });
    await typeInto(field('Address'), 'other.example');
    answer(own);
    await idle();
    expect(screen.queryByText(CONFIRM)).toBeNull();
    expect(screen.queryByRole('region', { name: 'What answers at this address' })).toBeNull();
    expect(app.inputsOf('tenants.add')).toEqual([]);
    app.answer({ tenants: { examine: () => found('other.example', { concerns: ['custom-domain'] }) } });
    await connect();
    expect(await screen.findByText('https://other.example')).toBeTruthy();
    expect(app.inputsOf('tenants.examine')).toMatchObject([{ address: OWN }, { address: 'other.example' }]);
  });

  it('is confirmed anew after another address was typed in between', async () => {
    const { app } = await dialog(OWN, { examine: () => own });
    await connect();
    await screen.findByText(/none of those that SAP gives/);
    await confirm();
    await typeInto(field('Address'), 'other.example');
    expect(screen.queryByText('AB:CD:EF')).toBeNull();
    app.answer({ tenants: { examine: () => found('other.example', { concerns: ['custom-domain'] }) } });
    await connect();
    await screen.findByText('https://other.example');
    expect(withText('ui5-checkbox', CONFIRM)).toMatchObject({ checked: false });
    expect(app.inputsOf('tenants.add')).toEqual([]);
  });
});

it('shows the fingerprint of a company’s authority before anything is sent to who it vouches for', async () => {
  const trouble = 'tls-authority-unknown';
  const { app, isAdded } = await dialog(HOST, { examine: () => found(HOST, { trouble }) });
  await connect();
  expect(await failureSaid()).toMatch(/^ ?The certificate is not trusted\..* choose Import Authority below; otherwise/);
  await expect.poll(() => document.activeElement).toBe(withText('ui5-button', 'Import Authority…'));
  expect(screen.getByText('This certificate is not trusted.')).toBeTruthy();
  expect(screen.queryByText(CONFIRM)).toBeNull();
  const authority = { handle: 'a-1', certificate: aCertificate({ subject: 'ACME Root', fingerprint: '12:34' }) };
  app.answer({ tenants: { chooseAuthority: () => ok(authority), examine: () => found(HOST) } });
  await press(withText('ui5-button', 'Import Authority…'));
  expect(await screen.findByText('12:34')).toBeTruthy();
  expect(screen.getByText('ACME Root')).toBeTruthy();
  const next = 'Compare the fingerprint with your network team, then choose Connect.';
  expect(screen.getByText(`Trusted for this tenant only. ${next}`)).toBeTruthy();
  await expect.poll(() => app.state.announcer.text).toContain(next);
  expect(withText('ui5-button', 'Replace Authority…')).toBeTruthy();
  expect(failureShown()).toBeUndefined();
  await connect();
  await isAdded();
  expect(app.inputsOf('tenants.examine').at(-1)).toEqual({ address: HOST, authority: 'a-1' });
  expect(app.inputsOf('tenants.add')).toMatchObject([{ authority: 'a-1' }]);
});

it('says of an authority that does not vouch for who answers that it may be the wrong one', async () => {
  const trouble = 'tls-authority-unknown';
  const { app } = await dialog(HOST, { examine: () => found(HOST, { trouble }) });
  app.answer({ tenants: { chooseAuthority: () => ok({ handle: 'a-1', certificate: aCertificate() }) } });
  await connect();
  await failureSaid();
  await press(withText('ui5-button', 'Import Authority…'));
  await screen.findByText(/then choose Connect/);
  await connect();
  expect(await failureSaid()).toContain('choose Replace Authority if it is the wrong one');
  expect(screen.queryByText(/then choose Connect/)).toBeNull();
});

it.each([
  ['colour', () => fireEvent.click(screen.getByRole('radio', { name: 'Red' }))],
  [
    'production mark',
    () => toggle(withText('ui5-checkbox', 'Production tenant: ask twice before anything is deleted'), true),
  ],
])('does not lose the %s unasked', async (_, choose) => {
  const onclose = vi.fn();
  renderIn(fakeApp(), AddTenantDialog, { onadded: vi.fn(), onclose });
  await choose();
  await press(withText('ui5-button', 'Cancel'));
  expect(await screen.findByText('What you entered has not been saved and will be lost.')).toBeTruthy();
  expect(onclose).not.toHaveBeenCalled();
});

it('says nothing when the person closes the window that asks for the secret', async () => {
  const { app, onclose } = await dialog(HOST, { examine: () => found(HOST) });
  app.answer({ tenants: { add: () => fail({ code: 'asking-cancelled' }) } });
  await connect();
  await idle();
  expect(failureShown()).toBeUndefined();
  expect(onclose).not.toHaveBeenCalled();
});

it('shows at the name that it is taken', async () => {
  const { app } = await dialog(HOST, { examine: () => found(HOST) });
  app.answer({ tenants: { add: () => fail({ code: 'tenant-name-taken', name: 'ACME' }) } });
  await connect();
  await expect.poll(() => field('Name').textContent).toContain('Another tenant is called “ACME”');
});
