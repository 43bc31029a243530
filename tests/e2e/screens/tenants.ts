import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';
import { focused, tabTo } from '../support/keyboard.ts';
import { readUntil } from '../support/x11.ts';
import { opened } from './dialogs.ts';

export interface Connection {
  readonly name: string;
  readonly address: string;
  readonly clientId: string;
  readonly secret: string;
  readonly certificateFile: string;
}

const button = (page: Page, name: string | RegExp) => page.locator('ui5-dialog[open]').getByRole('button', { name });

export const toTenants = (page: Page): Promise<void> => page.getByRole('treeitem', { name: 'Tenants' }).click();

/** As a person does: fills the form, looks at who answers, believes its certificate, confirms, and gives the secret in the other window. */
export async function connect(app: ElectronApplication, page: Page, to: Connection): Promise<void> {
  await toTenants(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await opened(page, 'Add Tenant');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(to.name);
  await page.getByRole('textbox', { name: 'Address' }).fill(to.address);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(to.clientId);
  await button(page, 'Connect').click();
  await chooseFile(app, to.certificateFile);
  await button(page, 'Import Authority…').click();
  await page.locator('ui5-dialog[open]').getByText('Compare the fingerprint').waitFor();
  await button(page, 'Connect').click();
  await page.getByRole('checkbox', { name: /^This is my tenant/ }).click();
  await Promise.all([app.waitForEvent('window'), button(page, 'Connect').click()]);
  await enterSecret(app, to.secret);
}

/** The same without a mouse, from anywhere in the main window, until the tenant is open. */
export async function connectByKeyboard(app: ElectronApplication, page: Page, to: Connection): Promise<void> {
  const { keyboard } = page;
  const press = async (name: RegExp) => {
    await tabTo(page, name);
    await keyboard.press('Enter');
  };
  const type = async (name: RegExp, text: string) => {
    await tabTo(page, name);
    await keyboard.type(text);
  };
  await press(/^Tenant:/);
  await page.getByRole('button', { name: 'Manage Tenants…' }).waitFor();
  await press(/^Manage Tenants/);
  await page.getByRole('heading', { name: /^Tenants/ }).waitFor();
  await press(/^Add/);
  await opened(page, 'Add Tenant');
  await expect.poll(() => focused(page)).toMatch(/^Name/);
  await keyboard.type(to.name);
  await type(/^Address/, to.address);
  await type(/^Client ID(?! and secret)/, to.clientId);
  await keyboard.press('Enter');
  await chooseFile(app, to.certificateFile);
  await expect.poll(() => focused(page)).toMatch(/^Import Authority/);
  await keyboard.press('Enter');
  await page.locator('ui5-dialog[open]').getByText('Compare the fingerprint').waitFor();
  await press(/^Connect/);
  await page.getByRole('checkbox', { name: /^This is my tenant/ }).waitFor();
  await tabTo(page, /^This is my tenant/);
  await keyboard.press('Space');
  await tabTo(page, /^Connect/);
  await Promise.all([app.waitForEvent('window'), keyboard.press('Enter')]);
  await enterSecret(app, to.secret);
  await (await opened(page, `Test Connection: ${to.name}`)).getByText('The connection works.').waitFor();
  await press(/^Open Tenant/);
}

/** The system's dialog is not ours to click in. */
export const chooseFile = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);

const isPrompt = (page: Page) => page.url().startsWith('app://secret-prompt/');

export async function promptPage(app: ElectronApplication): Promise<Page> {
  const find = () => app.windows().find((each) => !each.isClosed() && isPrompt(each));
  const page = await readUntil(find, (found) => found !== undefined);
  if (!page) throw new Error('Nobody asks.');
  return page;
}

/** Typed from main: the page has no script that Playwright could wait for. */
export async function enterSecret(app: ElectronApplication, secret: string): Promise<void> {
  const page = await promptPage(app);
  await page.locator('input').waitFor();
  await app.evaluate(async ({ BrowserWindow }, text) => {
    const prompt = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://secret-prompt/'),
    );
    if (!prompt) throw new Error('nobody asks');
    prompt.focus();
    if (text !== '') await prompt.webContents.insertText(text);
    for (const type of ['keyDown', 'char', 'keyUp'] as const)
      prompt.webContents.sendInputEvent({ type, keyCode: type === 'char' ? '\r' : 'Enter' });
  }, secret);
}

/** Waits until the window is in this tenant, with its list read. */
export async function isIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Tenant: ${name}`) }).waitFor();
  await page.getByRole('heading', { name: /^Applications/ }).waitFor();
}
