import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { answer } from './screens/dialogs.ts';
import { fillForNew, summary, wizard } from './screens/wizard.ts';
import { applicationIdOf, applicationRows } from './support/application-rows.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { readSelection, readUntil } from './support/x11.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SECRET = /^[\w[\]:=?@\-./~]{43}$/;

let desk: Launched;
const userData = newProfile();
const start = async () => {
  desk = await launch({ userData });
  desk.page.setDefaultTimeout(10_000);
};
beforeAll(start);
afterAll(() => desk.close());

/** What another program gets when *Copy* of the summary has been pressed. */
async function copied(what: string): Promise<string> {
  const before = readSelection('clipboard');
  await summary.copy(desk.page, what);
  return readUntil(
    () => readSelection('clipboard'),
    (text) => text !== before && text !== '',
  );
}

describe('the procedure of SAP, in the local tenant', () => {
  it('gives a new application Client ID, Client Secret and Resource to copy', async () => {
    const { page } = desk;
    await loadExample(page);
    await fillForNew(page, 'invoice-service', 'Invoice Service');
    await wizard.create(page).click();
    await summary.heading(page, 'Client Secret').waitFor();
    const clientId = await copied('Client ID');
    expect(clientId).toMatch(UUID);
    expect(await copied('Resource')).toBe('urn:sap:identity:application:provider:name:invoice-service');
    const secret = await copied('Client Secret');
    expect(secret).toMatch(SECRET);
    const curl = await copied('cURL');
    expect(curl).toContain(`CLIENT_SECRET='${secret}'`);
    expect(curl).toContain(`client_id=${clientId}`);
    expect(await page.content()).not.toContain(secret);
    await summary.close(page);
    await section(page, 'Dependent Applications')
      .getByRole('row', { name: /Invoice Service/ })
      .waitFor();
  });

  it('creates once on a double click', async () => {
    const { page } = desk;
    await fillForNew(page, 'clicked-twice', 'Clicked Twice');
    await wizard.create(page).dblclick();
    await summary.heading(page, 'Client Secret').waitFor();
    await summary.close(page);
    expect((await applicationRows(page)).filter(({ label }) => label === 'Clicked Twice')).toHaveLength(1);
  });

  it('lets an existing application share a name in use at the provider, and says so', async () => {
    const { page } = desk;
    await page.evaluate(() =>
      window.trustDesk.applications.create({
        displayName: '既存アプリ',
        name: '',
        description: '',
        requestId: crypto.randomUUID(),
      }),
    );
    await wizard.open(page);
    await wizard.name(page).fill('invoice-service');
    await wizard.next(page);
    await wizard.next(page);
    await page.getByRole('button', { name: 'Change the Name' }).waitFor();
    await wizard.existing(page);
    await page.locator('ui5-dialog[open]').getByText('既存アプリ').click();
    await page.getByText('That is allowed').waitFor();
    await wizard.next(page);
    await wizard.create(page).click();
    await summary.heading(page, 'Resource').waitFor();
    expect(await summary.heading(page, 'Client Secret').count()).toBe(0);
    await summary.close(page);
  });

  it.each(['', 'no blanks here', 'ünïcödé', 'x'.repeat(37)])('stays at the name %j and keeps it', async (typed) => {
    const { page } = desk;
    await wizard.open(page);
    await wizard.name(page).fill(typed);
    await wizard.next(page);
    expect(await wizard.name(page).inputValue()).toBe(typed);
    await expect.poll(() => wizard.name(page).getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Escape');
    if (typed !== '') await answer(page, 'Discard');
    await page.locator('ui5-dialog[open]').waitFor({ state: 'detached' });
  });

  it('says who is affected before an API that others depend on goes, and shows what dangles', async () => {
    const { page } = desk;
    const provided = section(page, 'Provided APIs');
    await provided
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    const question = page.locator('ui5-dialog[open]');
    await question.getByText('Order Dashboard').waitFor();
    await question.getByText('Invoice Service').first().waitFor();
    await question.getByRole('button', { name: /^Remove/ }).click();
    await page.getByText('Add a provided API first').waitFor();
    await openApplication(page, 'Order Dashboard');
    await section(page, 'Dependencies')
      .getByRole('row', { name: /order-dashboard/ })
      .getByText(/not provided/)
      .waitFor();
  });

  it('has everything again after a restart, the secret too', async () => {
    const secrets = async () =>
      desk.page.evaluate(
        async (applicationId) => {
          const application = await window.trustDesk.applications.read({ applicationId });
          if (!application.ok) throw new Error(application.failure.code);
          const [secret] = application.value.secrets;
          if (!secret) throw new Error('It has no secret.');
          return window.trustDesk.clipboard.copy({ kind: 'secret', applicationId, secretId: secret.id });
        },
        await applicationIdOf(desk.page, 'Invoice Service'),
      );
    await desk.close();
    await start();
    await desk.page.getByRole('heading', { level: 1, name: 'Order Dashboard' }).waitFor();
    expect(await secrets()).toEqual({ ok: true, value: undefined });
    expect(readSelection('clipboard')).toMatch(SECRET);
    expect(desk.pageErrors()).toEqual([]);
  });
});
