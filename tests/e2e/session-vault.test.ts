import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PrivateKeyring } from '../support/private-keyring.ts';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { dialogOf } from './screens/dialogs.ts';
import { keychain } from './screens/keychain.ts';
import { fillForNew, summary, wizard } from './screens/wizard.ts';
import { launchIn, recordsOf, surroundingsOf } from './support/desk-on-keyring.ts';
import { newProfile, type Launched } from './support/launch.ts';
import { tracesInFolder } from './support/traces.ts';
import { readSelection, readUntil } from './support/x11.ts';

const SECRET = /^[\w[\]:=?@\-./~]{43}$/;
const CONSUMER = 'For One Session';

const keyring = new PrivateKeyring();
const userData = newProfile();
let desk: Launched;
let value = '';

const start = async () => {
  desk = await launchIn(surroundingsOf(keyring), userData);
};
beforeAll(async () => {
  await keyring.startBus();
  await start();
  await loadExample(desk.page);
});
afterAll(async () => {
  await desk.close();
  await keyring.end();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
});

const stateNow = async () => {
  const state = await desk.page.evaluate(() => window.trustDesk.keychain.state());
  return state.ok ? state.value.state : state.failure.code;
};
const secrets = () => section(desk.page, 'Client Authentication');

it('is not entered by itself, nor by a person who thinks better of it', async () => {
  const { page } = desk;
  await fillForNew(page, 'one-session', CONSUMER);
  await wizard.create(page).click();
  await keychain.refusal(page, 'There is no keychain').waitFor();
  expect(await stateNow()).toBe('unavailable');
  await keychain
    .hint(page)
    .getByRole('button', { name: /^Keep Secrets for This Session Only/ })
    .click();
  const question = keychain.session(page);
  await question.getByText('gone for good when Trust Desk ends').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  await wizard.create(page).click();
  await keychain.refusal(page, 'There is no keychain').waitFor();
  expect(await stateNow()).toBe('unavailable');
  expect(JSON.stringify(await recordsOf(desk))).not.toContain(CONSUMER);
});

it('is marked in the shell, the wizard, the summary and Client Authentication once it is chosen', async () => {
  const { page } = desk;
  await keychain
    .hint(page)
    .getByRole('button', { name: /^Keep Secrets for This Session Only/ })
    .click();
  await keychain.session(page).getByRole('button', { name: 'Keep for This Session' }).click();
  await keychain.state(page, 'Secrets for This Session').waitFor();
  const dialog = dialogOf(page, 'Create Dependency');
  await keychain.refusal(page, 'There is no keychain').waitFor({ state: 'detached' });
  expect(await dialog.innerText()).toContain('one-session');
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByText('You chose to keep secrets in memory').waitFor();
  await wizard.next(page);
  await wizard.create(page).click();
  await summary.heading(page, 'Client Secret').waitFor();
  await dialogOf(page, 'Credentials for').getByText('kept in memory only: copy it before you quit').waitFor();
  await summary.copy(page, 'Client Secret');
  value = await readUntil(
    () => readSelection('clipboard'),
    (text) => SECRET.test(text),
  );
  expect(value).toMatch(SECRET);
  await summary.close(page);
  await openApplication(page, CONSUMER);
  await secrets()
    .getByRole('row', { name: /This session only/ })
    .waitFor();
  await page.locator('main ui5-message-strip', { hasText: 'Secrets for This Session' }).waitFor();
});

it('has put the value into no file', () => {
  const folders = [userData, keyring.env['HOME'] ?? ''];
  expect(folders.flatMap((folder) => tracesInFolder(folder, [value]))).toEqual([]);
  // The control: it would have been found.
  writeFileSync(join(userData, 'planted'), `{"secret":"${value}"}`);
  expect(folders.flatMap((folder) => tracesInFolder(folder, [value]))).toHaveLength(1);
  rmSync(join(userData, 'planted'));
});

it('ends with the app: the value is gone and said to be gone, and it is chosen anew or not at all', async () => {
  await desk.close();
  expect(tracesInFolder(userData, [value])).toEqual([]);
  await start();
  const { page } = desk;
  await keychain.state(page, 'No Keychain').waitFor();
  await openApplication(page, CONSUMER);
  await secrets()
    .getByRole('row', { name: /Gone with its session/ })
    .waitFor();
  for (const what of [/^Copy Secret/, /^Show Secret/])
    expect(await secrets().getByRole('button', { name: what }).isDisabled()).toBe(true);
  await section(page, 'Dependencies')
    .getByRole('button', { name: /^Show Credentials/ })
    .click();
  await dialogOf(page, 'Credentials for').getByText('kept for one session only').waitFor();
});

it('gives way to the keychain when a person tries again and there is one', async () => {
  const { page } = desk;
  await summary.close(page);
  await keychain.state(page, 'No Keychain').click();
  await keychain
    .popover(page)
    .getByRole('button', { name: /^Keep Secrets for This Session Only/ })
    .click();
  await keychain.session(page).getByRole('button', { name: 'Keep for This Session' }).click();
  await keychain.state(page, 'Secrets for This Session').waitFor();
  await keyring.startDaemon({ unlocked: true });
  await keychain.state(page, 'Secrets for This Session').click();
  await keychain.popover(page).getByRole('button', { name: 'Try Again' }).click();
  await keychain.state(page, 'Keychain Ready').waitFor();
});
