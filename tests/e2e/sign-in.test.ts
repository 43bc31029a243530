import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openP12 } from '../../src/main/client-certificate/open-p12.ts';
import { MODERN, OPENSSL_PASSPHRASE } from '../support/openssl-p12.ts';
import { dialogOf, opened } from './screens/dialogs.ts';
import { chooseFile, enterSecret, isIn, toTenants } from './screens/tenants.ts';
import { launchConnected } from './support/connected-tenant.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { processGroup } from './support/ordinary-user.ts';
import type { TenantFront } from './support/tenant-front.ts';
import { tracesInFolder, tracesInMemory, tracesInSurface } from './support/traces.ts';

const NAME = 'ACME';
const USER = 'P000001';
const PASSWORD = 'päss word 🔋 of-P000001';
const administrator = openP12(MODERN, OPENSSL_PASSPHRASE);
if ('problem' in administrator) throw new Error(administrator.problem);
const { facts, privateKey } = administrator;
const basic = (account: string, secret: string) => `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`;

let userData: string;
let desk: Launched;
let front: TenantFront;
let file: string;
const page = (): Page => desk.page;
const dialog = () => page().locator('ui5-dialog[open]');
const press = (name: string) => dialog().getByRole('button', { name }).click();

beforeAll(async () => {
  userData = newProfile();
  const connected = await launchConnected(userData, NAME);
  ({ desk, front } = connected);
  const behind = basic(connected.clientId, connected.secret);
  front.knownAs = ({ authorization, fingerprint }) => {
    const isKnown = authorization === basic(USER, PASSWORD) || fingerprint === facts.fingerprint;
    return isKnown ? behind : undefined;
  };
  file = join(userData, 'administrator.p12');
  writeFileSync(file, MODERN);
});
afterAll(async () => {
  await desk.close();
  await front.close();
  rmSync(userData, { recursive: true, force: true });
});

/** As far as the window that asks for the secret. */
async function changeSignIn(kind: string, userName?: string): Promise<void> {
  await toTenants(page());
  await page()
    .getByRole('button', { name: `Change Sign-In of ${NAME}` })
    .click();
  await opened(page(), 'Change Sign-In');
  await dialog().getByRole('radio', { name: kind }).press('Space');
  if (userName !== undefined) await dialog().getByRole('textbox', { name: 'User Name' }).fill(userName);
  await askForSecret();
}

const askForSecret = () => Promise.all([desk.app.waitForEvent('window'), press('Continue')]);

async function works(): Promise<void> {
  const test = await opened(page(), `Test Connection: ${NAME}`);
  await test.getByText('The connection works.').waitFor();
  await press('Close');
}

const windowPid = () =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

const stepsOf = () => dialog().getByRole('listitem').allInnerTexts();

describe.runIf(process.platform === 'linux')('signing in to a tenant', () => {
  it('works by user name and password, with all that a password may hold', async () => {
    await changeSignIn('User name and password', USER);
    await enterSecret(desk.app, PASSWORD);
    await works();
    await page().getByRole('row', { name: /ACME/ }).getByText(`User ${USER}`).waitFor();
  });

  it('says at the step where it fails that a password is wrong', async () => {
    await changeSignIn('User name and password', USER);
    await enterSecret(desk.app, 'not the password');
    await opened(page(), `Test Connection: ${NAME}`);
    await expect.poll(async () => (await stepsOf()).join()).toMatch(/Credentials accepted[^,]*Failed/s);
    await press('Close');
  });

  it('works by a .p12 file, whose wrong passphrase is said and loses nothing', async () => {
    await chooseFile(desk.app, file);
    await changeSignIn('Certificate (.p12)');
    await enterSecret(desk.app, 'not the passphrase');
    await dialogOf(page(), 'Change Sign-In').getByText('The passphrase is wrong').waitFor();
    await askForSecret();
    await enterSecret(desk.app, OPENSSL_PASSPHRASE);
    await works();
    await page().getByRole('row', { name: /ACME/ }).getByText(`Certificate of ${facts.subject}`).waitFor();
  });

  it('keeps password and passphrase out of the main window, whose memory is searched', async () => {
    const pid = await windowPid();
    expect(tracesInMemory(pid, [PASSWORD, OPENSSL_PASSPHRASE])).toEqual([]);
    // Found where one was (control).
    await page().evaluate((text) => void Object.assign(window, { leaked: `${text}!` }), PASSWORD);
    expect(tracesInMemory(pid, [PASSWORD])).not.toEqual([]);
  });

  it('lasts beyond the end of the app, with the key read from its encrypted file', async () => {
    await desk.close();
    const before = front.requests.length;
    desk = await launch({ userData });
    page().setDefaultTimeout(10_000);
    await toTenants(page());
    await page()
      .getByRole('button', { name: `Open ${NAME}` })
      .click();
    await isIn(page(), NAME);
    await page()
      .getByRole('row', { name: /Sales Orders/ })
      .waitFor();
    await expect.poll(() => front.requests.slice(before).join()).toContain('GET /Applications/v1/');
  });

  it('leaves neither password, passphrase nor key in files, arguments or environments', () => {
    rmSync(file);
    const key = privateKey.split('\n').slice(1, 4);
    const secrets = [PASSWORD, OPENSSL_PASSPHRASE, ...key];
    expect(tracesInFolder(userData, secrets)).toEqual([]);
    expect(tracesInSurface(processGroup(desk.pid).map(({ pid }) => pid), secrets)).toEqual([]); // prettier-ignore
  });
});
