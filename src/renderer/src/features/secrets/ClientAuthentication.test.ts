import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { clientId } from '../../../../core/domain/identifiers.ts';
import { fail, ok } from '../../../../core/domain/result.ts';
import type { SecretView } from '../../../../shared/ipc/views.ts';
import type { Answers } from '../../../../../tests/support/fake-transport.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { failureSaid, named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import { anApplication, aSecret, idOf } from '../../../../../tests/support/views.ts';
import ClientAuthentication from './ClientAuthentication.svelte';

/** Dialogs are loaded when they are first opened, which takes its time while other tests use the processor. */

function section(secrets: readonly SecretView[], answers: Answers = {}) {
  const application = anApplication(1, { secrets });
  const app = fakeApp({ applications: { read: () => ok(application) }, ...answers });
  const checked: string[] = [];
  const { container } = renderIn(app, ClientAuthentication, {
    application,
    oncheck: ({ id }: SecretView) => checked.push(id),
  });
  return { app, container, checked, secret: secrets[0] };
}
const choice = (tag: 'ui5-checkbox' | 'ui5-radio-button', text: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll(tag)].find((each) => 'text' in each && each.text === text);
    if (!found) throw new Error(`There is no ${tag} “${text}”.`);
    return found;
  });
async function choose(tag: 'ui5-checkbox' | 'ui5-radio-button', text: string, checked = true): Promise<void> {
  const found = Object.assign(await choice(tag, text), { checked });
  found.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
}

test('without a client ID it says so, and there is none to copy', () => {
  const application = anApplication(1, { clientId: clientId('') });
  const { container } = renderIn(fakeApp(), ClientAuthentication, { application, oncheck: () => undefined });
  expect(container.querySelector('dd')?.textContent.trim()).toBe('None');
  expect(container.querySelector('ui5-button[icon="copy"]')).toBeNull();
});

test('each secret can be checked, unless its value is gone', async () => {
  const { container, checked } = section([
    aSecret(1),
    aSecret(2, { hint: 'gone', keptIn: 'session', sessionEnded: true }),
  ]);
  await press(named(container, 'ui5-button', 'Check Secret ab=?…'));
  expect(checked).toEqual([aSecret(1).id]);
  expect(named(container, 'ui5-button', 'Check Secret gone…')).toMatchObject({ disabled: true });
});

test('a secret stands by its hint, with when it ends and where it is kept', () => {
  section([aSecret(1, { validTo: '2027-01-02T03:04:05Z', status: 'expires-soon' })]);
  expect(screen.getByText('ab=?…')).toBeTruthy();
  expect(screen.getByText('2 Jan 2027 (soon)')).toBeTruthy();
  expect(screen.getByText('Keychain')).toBeTruthy();
});

test('an expired one says so, and one that never does as well', () => {
  section([aSecret(1, { validTo: '2025-01-02T03:04:05Z', status: 'expired' }), aSecret(2)]);
  expect(screen.getByText('2 Jan 2025 (expired)')).toBeTruthy();
  expect(screen.getByText('Never')).toBeTruthy();
});

test('copying and showing are asked of main by the id of the secret', async () => {
  const { app, container, secret } = section([aSecret(1)], {
    clipboard: { copy: () => ok(undefined) },
    secrets: { show: () => ok(undefined) },
  });
  await press(named(container, 'ui5-button', 'Copy Secret ab=?…'));
  await press(named(container, 'ui5-button', 'Show Secret ab=?…'));
  const of = { applicationId: idOf(1), secretId: secret?.id };
  expect(app.inputsOf('clipboard.copy')).toEqual([{ kind: 'secret', ...of }]);
  expect(app.inputsOf('secrets.show')).toEqual([of]);
});

test('a keychain that refuses is told with the next step, in place', async () => {
  const { container } = section([aSecret(1)], {
    clipboard: { copy: () => fail({ code: 'keychain-locked', changed: 'nothing' }) },
  });
  await press(named(container, 'ui5-button', 'Copy Secret ab=?…'));
  expect(await failureSaid()).toContain('Unlock the keychain');
});

test('a secret made elsewhere can only be removed, and the page says why', () => {
  const { container } = section([aSecret(1, { valueHere: false })]);
  expect(screen.getByText('Made elsewhere')).toBeTruthy();
  expect(screen.getByText(/its value is not in this keychain/)).toBeTruthy();
  for (const verb of ['Check', 'Copy', 'Show'])
    expect(named(container, 'ui5-button', `${verb} Secret ab=?…`)).toHaveProperty('disabled', true);
  expect(named(container, 'ui5-button', 'Remove Secret ab=?…')).toHaveProperty('disabled', false);
});

test('a secret whose session has ended can only be removed', () => {
  const { container } = section([aSecret(1, { keptIn: 'session', sessionEnded: true })]);
  expect(screen.getByText('Gone with its session')).toBeTruthy();
  expect(named(container, 'ui5-button', 'Copy Secret ab=?…')).toHaveProperty('disabled', true);
  expect(named(container, 'ui5-button', 'Show Secret ab=?…')).toHaveProperty('disabled', true);
  expect(named(container, 'ui5-button', 'Remove Secret ab=?…')).toHaveProperty('disabled', false);
});

test('a secret is generated once for two clicks, with OpenID and one year unless chosen otherwise', async () => {
  let answer = () => {};
  const { app } = section([], {
    secrets: { create: () => new Promise((resolve) => (answer = () => resolve(ok(aSecret(1))))) },
  });
  await press(screen.getByText('Generate Secret'));
  await typeInto(await waitFor(() => named(document, 'ui5-input', 'Description')), ' CI ');
  await press(screen.getByText('Generate'));
  await press(screen.getByText('Generating…'));
  answer();
  await expect.poll(() => app.state.announcer.text).toBe('Secret ab=?… generated');
  expect(app.inputsOf('secrets.create')).toEqual([
    {
      applicationId: idOf(1),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      secret: { description: 'CI', validity: 'one-year', scopes: ['oAuth'] },
    },
  ]);
});

test('expiry and scopes are sent as chosen, and a secret without OpenID is warned about', async () => {
  const { app } = section([], { secrets: { create: () => ok(aSecret(1)) } });
  await press(screen.getByText('Generate Secret'));
  await choose('ui5-radio-button', 'Never');
  await choose('ui5-checkbox', 'Application Users');
  await choose('ui5-checkbox', 'OpenID', false);
  expect(await screen.findByText(/Without OpenID this secret cannot/)).toBeTruthy();
  await press(screen.getByText('Generate'));
  await expect.poll(() => app.inputsOf('secrets.create').length).toBe(1);
  expect(app.inputsOf('secrets.create')[0]).toMatchObject({ secret: { validity: 'never', scopes: ['manageUsers'] } });
});

test('Escape asks first when only the expiry or only a scope was chosen, and not when the choice was taken back', async () => {
  const { app } = section([]);
  const dialog = async () => {
    await press(screen.getByText('Generate Secret'));
    return waitFor(() => named(document, 'ui5-input', 'Description'));
  };
  for (const [tag, text] of [
    ['ui5-radio-button', 'In 2 years'],
    ['ui5-checkbox', 'Application'],
  ] as const) {
    const field = await dialog();
    await choose(tag, text);
    await fireEvent.keyDown(field, { key: 'Escape' });
    await press(await screen.findByText('Discard'));
    await expect.poll(() => document.querySelector('ui5-dialog')).toBeNull();
  }
  const field = await dialog();
  await choose('ui5-checkbox', 'Application');
  await choose('ui5-checkbox', 'Application', false);
  await choose('ui5-radio-button', 'Never');
  await choose('ui5-radio-button', 'In 1 year');
  await fireEvent.keyDown(field, { key: 'Escape' });
  await expect.poll(() => document.querySelector('ui5-dialog')).toBeNull();
  expect(app.inputsOf('secrets.create')).toEqual([]);
});

test('with 20 secrets no further one can be generated, and it says why', () => {
  const { container } = section(Array.from({ length: 20 }, (_, index) => aSecret(index)));
  const button = [...container.querySelectorAll('ui5-button')].find((each) => each.textContent === 'Generate Secret');
  expect(button).toHaveProperty('disabled', true);
  expect(screen.getByText(/at most 20 secrets/)).toBeTruthy();
});

test('removing asks first and says whom it hits', async () => {
  const { app, container, secret } = section([aSecret(1)], { secrets: { remove: () => ok(anApplication(1)) } });
  await press(named(container, 'ui5-button', 'Remove Secret ab=?…'));
  expect(await screen.findByText(/Whoever still uses it gets no more tokens/)).toBeTruthy();
  expect(app.inputsOf('secrets.remove')).toEqual([]);
  await press(screen.getAllByText('Remove')[1]!);
  await expect.poll(() => app.inputsOf('secrets.remove')).toEqual([{ applicationId: idOf(1), secretId: secret?.id }]);
});

test('a keychain that can be used again takes back what was said about it', async () => {
  const locked = { state: 'locked', throwAway: false, pendingTidyUp: 0 } as const;
  const { app } = section([], {
    keychain: { state: () => ok(locked), check: () => ok({ ...locked, state: 'ready' }) },
    secrets: { create: () => fail({ code: 'keychain-locked', changed: 'nothing' }) },
  });
  app.state.keychain.start();
  await press(screen.getByText('Generate Secret'));
  await press(await screen.findByText('Generate'));
  expect(await failureSaid()).toContain('The keychain is locked');
  await press(screen.getByText('Try Again'));
  await expect.poll(() => document.querySelector('div[role="alert"]')).toBeNull();
});

test('in a narrow window nothing of a secret is missing', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(410);
  onTestFinished(() => void vi.restoreAllMocks());
  const { container } = section([aSecret(1)]);
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  await expect.poll(said).toContain('Description: For testsCreated: 2 Jan 2026Expires: NeverKept In: Keychain');
  expect(container.querySelectorAll('td ui5-button')).toHaveLength(4);
});
