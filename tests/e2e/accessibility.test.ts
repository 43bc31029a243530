import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { answer, asked, dialogOf, field, leave, openDialog } from './screens/dialogs.ts';
import { fillForNew, summary, wizard } from './screens/wizard.ts';
import { applicationIdOf } from './support/application-rows.ts';
import { Scanner, violationsOf, wear } from './support/axe.ts';
import { launch, type Launched } from './support/launch.ts';

/** Each look takes a second, and more where other work goes on. */
const LIMIT_MS = 180_000;

let desk: Launched;
let scanner: Scanner;

const see = (state: string) => scanner.see(state);
const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: true });
const inSection = (name: string, action: RegExp) => section(desk.page, name).getByRole('button', { name: action });
const go = (place: string) => desk.page.getByRole('treeitem', { name: place, exact: true }).click();

/** The words of all elements of a kind, so that a new page or tab is looked at as well. */
const texts = (selector: string) =>
  desk.page.locator(selector).evaluateAll((all) => all.map((each) => each.getAttribute('text') ?? ''));

/** A dialog as it opens, with what is wrong in it, and with the question before what was entered is lost. */
async function seeForm(title: string, refused: () => Promise<void>): Promise<void> {
  await see(title);
  await refused();
  await see(`${title}, refused`);
  await desk.page.keyboard.press('Escape');
  await asked(desk.page);
  await see(`${title}, discard?`);
  await answer(desk.page, 'Discard');
  await dialogOf(desk.page, title).waitFor({ state: 'detached' });
}

function brokenNowhere(fewest: number): void {
  expect(scanner.found).toEqual({});
  expect(scanner.seen.length).toBeGreaterThan(fewest);
}

/** A question as it is asked. */
async function seeQuestion(title: string): Promise<void> {
  await see(title);
  await leave(desk.page, title);
}

describe.each(['light', 'dark', 'high-contrast-black', 'high-contrast-white'] as const)(
  'WCAG 2.2 A and AA, %s',
  (theme) => {
    // High contrast changes colours only, and the same parts are everywhere: the pages and some dialogs show them.
    const everywhere = theme === 'light' || theme === 'dark';

    beforeAll(async () => {
      desk = await launch();
      desk.page.setDefaultTimeout(10_000);
      await wear(desk.page, theme);
      scanner = new Scanner(desk.page, theme);
    });
    afterAll(() => desk.close());

    it('holds on the pages', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      await page.getByRole('button', { name: 'Load the Example' }).waitFor();
      await see('first run');
      await loadExample(page);
      for (const tab of await texts('ui5-tab')) {
        await page.getByRole('tab', { name: tab }).click();
        await see(`${tab} tab`);
      }
      for (const place of await texts('ui5-side-navigation-item:not([unselectable]), ui5-side-navigation-sub-item')) {
        await go(place);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await see(place);
      }
      expect(scanner.seen).toEqual(expect.arrayContaining(['Trust tab', 'General tab', 'Settings', 'About']));
      await go('Applications');
      const search = page.getByRole('searchbox', { name: 'Search by name or ID' });
      await search.fill('Sales');
      await see('applications, found');
      await search.fill('nowhere to be found');
      await page.getByText('No Application Found').waitFor();
      await see('applications, none found');
      await button('Show All Applications').click();
      const popover = page.locator('ui5-popover[open]');
      await page.locator('ui5-shellbar').getByRole('button', { name: /Keychain/ }).click(); // prettier-ignore
      await popover.waitFor();
      await see('keychain');
      await page.keyboard.press('Escape');
      await popover.waitFor({ state: 'detached' });
    });

    it('holds in the dialogs of provided APIs', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      await openApplication(page, 'Sales Orders');
      await openDialog(page, button('Add Provided API'), 'Add Provided API');
      await seeForm('Add Provided API', async () => {
        await field(page, 'Add Provided API', 'Name').fill('sales-orders');
        await dialogOf(page, 'Add Provided API').getByRole('button', { name: 'Add' }).click();
      });
      await openDialog(page, button('Edit sales-orders'), 'Edit Provided API');
      await see('Edit Provided API');
      await field(page, 'Edit Provided API', 'Name').fill('orders');
      await dialogOf(page, 'Edit Provided API').getByRole('button', { name: 'Save' }).click();
      await dialogOf(page, 'Rename Provided API?').getByText('Order Dashboard').waitFor();
      await seeQuestion('Rename Provided API?');
      await leave(page, 'Edit Provided API');
      await openDialog(page, button('Remove sales-orders'), 'Remove Provided API?');
      await dialogOf(page, 'Remove Provided API?').getByText('Order Dashboard').waitFor();
      await seeQuestion('Remove Provided API?');
    });

    if (!everywhere) {
      it('was broken nowhere', () => brokenNowhere(15));
      return;
    }

    it('holds in the dialogs of an application', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      await go('Applications');
      await openDialog(page, button('Create'), 'Create Application');
      await seeForm('Create Application', async () => {
        await field(page, 'Create Application', 'Name').fill('x'.repeat(300));
        await dialogOf(page, 'Create Application').getByRole('button', { name: 'Create' }).click();
      });
      await page.evaluate(() => {
        const texts = { displayName: '空のアプリ', name: '', description: '' };
        return window.trustDesk.applications.create({ ...texts, requestId: crypto.randomUUID() });
      });
      await openApplication(page, '空のアプリ');
      await see('Trust tab, nothing in it');
      await openDialog(page, button('Edit'), 'Edit Application');
      await seeForm('Edit Application', () => field(page, 'Edit Application', 'Display Name').fill(''));
      await openApplication(page, 'Sales Orders');
      await openDialog(page, button('Delete'), 'Delete Application?');
      await dialogOf(page, 'Delete Application?').getByText('Order Dashboard').waitFor();
      await seeQuestion('Delete Application?');
    });

    it('holds in each step of the wizard and in the summary', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      await wizard.open(page);
      await seeForm('Create Dependency', async () => {
        await wizard.name(page).fill('not allowed');
        await wizard.next(page);
      });
      await wizard.open(page);
      await wizard.name(page).fill('order-dashboard');
      await page.getByText('already depends on this application').waitFor();
      await see('name, in use');
      await wizard.next(page);
      await see('API');
      await wizard.next(page);
      await button('Change the Name').waitFor();
      await wizard.next(page);
      await see('new application, refused');
      await wizard.generateSecret(page).click();
      await see('new application, without a secret');
      await wizard.existing(page);
      await wizard.next(page);
      await page.getByText('Choose an application.').waitFor();
      await see('existing application, none chosen');
      await dialogOf(page, 'Create Dependency').getByText('空のアプリ').click();
      await page.getByText('That is allowed').waitFor();
      await see('existing application, name shared');
      await wizard.next(page);
      await see('review, existing application');
      await wizard.create(page).click();
      await summary.heading(page, 'Resource').waitFor();
      await see('summary, without a secret');
      await summary.close(page);
      await fillForNew(page, 'with-secret', 'With Secret');
      await see('review, new application');
      await wizard.create(page).click();
      await summary.heading(page, 'Client Secret').waitFor();
      await see('summary');
      await summary.copy(page, 'Client Secret');
      await page.getByText(/on the clipboard, cleared in/).first().waitFor(); // prettier-ignore
      await see('summary, secret copied');
      await summary.close(page);
      await see('clipboard held');
    });

    it('holds in what a consumer has', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      await openApplication(page, 'With Secret');
      await see('consumer');
      await openDialog(page, inSection('Client Authentication', /^Generate Secret/), 'Generate Secret');
      await seeForm('Generate Secret', async () => {
        const dialog = dialogOf(page, 'Generate Secret');
        await dialog.getByRole('checkbox', { name: 'OpenID' }).click();
        await field(page, 'Generate Secret', 'Description').fill('x'.repeat(600));
        await dialog.getByRole('button', { name: 'Generate' }).click();
      });
      await openDialog(page, inSection('Client Authentication', /^Remove Secret/), 'Remove Secret?');
      await seeQuestion('Remove Secret?');
      await openDialog(page, inSection('Dependencies', /^Show Credentials/), 'Credentials for');
      await see('credentials again');
      await summary.close(page);
      await openDialog(page, inSection('Dependencies', /^Remove/), 'Remove Dependency?');
      await seeQuestion('Remove Dependency?');
      await openApplication(page, 'Sales Orders');
      const question = await openDialog(page, button('Remove sales-orders'), 'Remove Provided API?');
      await question.getByText('Order Dashboard').waitFor();
      await question.getByRole('button', { name: /^Remove/ }).click();
      await page.getByText('Add a provided API first').waitFor();
      await openApplication(page, 'With Secret');
      await section(page, 'Dependencies').getByText(/not provided/).first().waitFor(); // prettier-ignore
      await see('consumer, dependency dangles');
      await openDialog(page, inSection('Dependencies', /^Repair/), 'Repair Dependency');
      await seeQuestion('Repair Dependency');
    });

    it('holds in a narrow window, and where an application has gone', { timeout: LIMIT_MS }, async () => {
      const { page } = desk;
      const applicationId = await applicationIdOf(page, 'With Secret');
      await page.evaluate(
        (id) => window.trustDesk.applications.remove({ applicationId: id, confirmed: [] }),
        applicationId,
      );
      await page.getByText('This Application Does Not Exist Any More').waitFor();
      await see('application gone');
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
      await openApplicationNarrow('Order Dashboard');
      await see('200 %');
      await button('Navigation').click();
      await page.getByRole('treeitem', { name: 'Settings' }).waitFor();
      await see('200 %, navigation');
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
    });

    it('was broken nowhere', () => brokenNowhere(45));
  },
);

async function openApplicationNarrow(name: string): Promise<void> {
  await desk.page.getByRole('button', { name: 'Go to Applications' }).click();
  await desk.page.getByRole('row', { name: new RegExp(name) }).click();
  await desk.page.getByRole('heading', { name: 'Application APIs' }).waitFor();
}

it('a button without a name and a text without contrast would be found (control)', async () => {
  desk = await launch();
  const { page } = desk;
  await page.getByRole('button', { name: 'Load the Example' }).waitFor();
  await page.evaluate(() => {
    const text = document.body.appendChild(document.createElement('p'));
    Object.assign(text, { textContent: 'hardly to be read' });
    Object.assign(text.style, { color: '#777', backgroundColor: '#888', position: 'fixed', top: '0', zIndex: '99' });
    document.body.append(document.createElement('button'));
  });
  const found = (await violationsOf(page)).join();
  await desk.close();
  expect(found).toContain('button-name: body > button');
  expect(found).toContain('color-contrast: body > p');
});
