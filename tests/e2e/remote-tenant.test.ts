import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, dialogOf, opened } from './screens/dialogs.ts';
import { openApplication } from './screens/applications.ts';
import { connect, connectByKeyboard, enterSecret, isIn, promptPage, toTenants } from './screens/tenants.ts';
import { fillForNew, summary, wizard } from './screens/wizard.ts';
import { Scanner, wear } from './support/axe.ts';
import { focused, tabTo } from './support/keyboard.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { openTenantFront, type TenantFront } from './support/tenant-front.ts';
import { copied, launchWithTenant, runInBash } from './support/tenant.ts';
import { readUntil } from './support/x11.ts';

const NAME = 'ACME test';
/** The same tenant at an address where it can be broken. */
const BROKEN = 'ACME broken';
const SECRET = /^[\w[\]:=?@\-./~]{40,}$/;
const LIST = 'GET /Applications/v1/?cursor=';

let userData: string;
let desk: Launched;
let front: TenantFront;
let direct: { readonly address: string; readonly certificateFile: string };
let administrator: { readonly clientId: string; readonly secret: string };
const page = (): Page => desk.page;
const dialogs = () => page().locator('ui5-dialog[open]');
const press = (name: string | RegExp) => dialogs().getByRole('button', { name }).click();
const here = () => page().getByRole('button', { name: /^Tenant:/ });
/** What the other tests come by. */
let onTheWay: Readonly<Record<'light' | 'dark', Scanner>>;
const created = () => front.requests.filter((each) => each === 'POST /Applications/v1/').length;

beforeAll(async () => {
  userData = newProfile();
  const launched = await launchWithTenant(userData, 'orders-client');
  ({ desk } = launched);
  desk.page.setDefaultTimeout(10_000);
  onTheWay = { light: new Scanner(page(), 'light'), dark: new Scanner(page(), 'dark') };
  front = await openTenantFront(launched.ports.http, userData);
  const view = await page().evaluate(() => window.trustDesk.tenantServer.switchDirectoryApi({ enabled: true }));
  if (!view.ok) throw new Error(view.failure.code);
  const secret = await copied(page(), { kind: 'administrator-secret' }, /^.{43}$/);
  const trust = view.value.trust;
  if (!trust) throw new Error('It has no certificate.');
  direct = { address: `127.0.0.1:${launched.ports.https}`, certificateFile: trust.certificateFile };
  administrator = { clientId: view.value.directoryApi?.clientId ?? '', secret };
});
afterAll(async () => {
  await desk.close();
  await front.close();
  rmSync(userData, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('a remote tenant', () => {
  it('is connected: address, certificate, confirmation, secret in a window of its own, and tested step by step', async () => {
    await connect(desk.app, page(), { name: NAME, ...administrator, ...direct });
    const test = await opened(page(), `Test Connection: ${NAME}`);
    await test.getByText('The connection works.').waitFor();
    expect(await test.getByText('Passed').count()).toBe(6);
    await press('Open Tenant');
    await isIn(page(), NAME);
    await page()
      .getByRole('row', { name: /Sales Orders/ })
      .waitFor();
    expect(
      await page()
        .getByRole('button', { name: /^Token Endpoint/ })
        .count(),
    ).toBe(0);
  });

  it('gets a new application with a secret, and gives a token that the API accepts', async () => {
    await openApplication(page(), 'Sales Orders');
    await fillForNew(page(), 'remote-one', 'Remote Consumer');
    const requests = page().getByRole('region', { name: 'Requests' });
    await requests.getByText('3. Have the tenant generate the secret').waitFor();
    await wizard.create(page()).click();
    await summary.heading(page(), 'Credentials for Remote Consumer').waitFor();
    await onTheWay.light.see('summary');
    await summary.copy(page(), 'Client Secret');
    const read = await desk.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(read).toMatch(SECRET);
    await summary.copy(page(), 'cURL');
    // The authority that was imported for the tenant is named in it.
    const copiedNow = () => desk.app.evaluate(({ clipboard }) => clipboard.readText());
    const call = await readUntil(copiedNow, (text) => text.includes('--cacert'));
    expect((await runInBash(call)).status).toBe(200);
    await page().evaluate(() => window.trustDesk.clipboard.clear());
    await press(/^Check/);
    const check = await opened(page(), 'Check of Remote Consumer');
    await check.getByText('The check passed: all 12 steps are right.').waitFor();
    await onTheWay.light.see('check');
    await check.getByRole('button', { name: 'Close' }).click();
    await check.waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await dialogs().waitFor({ state: 'detached' });
  });

  it('stops when the list has changed since it was shown, says what, and shows it anew', async () => {
    await openApplication(page(), 'Sales Orders');
    await wizard.open(page());
    await wizard.name(page()).fill('second');
    await wizard.next(page());
    await wizard.next(page());
    await wizard.existing(page());
    await page()
      .getByRole('option', { name: /Remote Consumer/ })
      .click();
    await wizard.next(page());
    const requests = page().getByRole('region', { name: 'Requests' });
    await requests.locator('pre').first().waitFor();
    await addElsewhere('elsewhere');
    await wizard.create(page()).click();
    await dialogs()
      .getByText(/The dependencies have changed/)
      .waitFor();
    await dialogs()
      .getByText(/“elsewhere” was added/)
      .waitFor();
    await onTheWay.light.see('list changed');
    await expect.poll(() => requests.locator('pre').allTextContents().then((all) => all.join())).toContain('elsewhere'); // prettier-ignore
    await wizard.create(page()).click();
    await summary.heading(page(), 'Credentials for Remote Consumer').waitFor();
    await summary.close(page());
    expect(await dependenciesOf('Remote Consumer')).toEqual(['remote-one', 'elsewhere', 'second']);
  });

  it('is left and entered again by keyboard', async () => {
    await here().press('Enter');
    const local = page().getByRole('button', { name: /^Local tenant/ });
    await local.waitFor();
    await expect
      .poll(() => page().evaluate(() => document.activeElement?.textContent.trim()))
      .toContain('Local tenant');
    await page().keyboard.press('Enter');
    await isIn(page(), 'Local tenant');
    await here().press('Enter');
    await local.waitFor();
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await isIn(page(), NAME);
    await expect
      .poll(() =>
        page().evaluate(
          () => `${document.activeElement?.tagName ?? ''} ${document.activeElement?.textContent.trim() ?? ''}`,
        ),
      )
      .toMatch(/^H1 Applications/);
  });

  it('asks twice before it destroys something, once it is marked as production', async () => {
    await toTenants(page());
    await page()
      .getByRole('button', { name: `Edit ${NAME}` })
      .click();
    await opened(page(), 'Edit Tenant');
    await page()
      .getByRole('checkbox', { name: /^Production/ })
      .click();
    await onTheWay.light.see('edit');
    await press('Save');
    await page()
      .getByRole('button', { name: `Tenant: ${NAME}, production` })
      .waitFor();
    await openApplication(page(), 'Remote Consumer');
    await page().getByRole('button', { name: 'Delete', exact: true }).click();
    const question = await opened(page(), 'Delete');
    await question.getByRole('button', { name: 'Delete', exact: true }).click();
    await question.getByText(/is a production tenant/).waitFor();
    expect(await namesLike('Remote Consumer')).toBe(1);
    await page().waitForTimeout(700);
    await question.getByRole('button', { name: 'Delete in Production' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await namesLike('Remote Consumer')).toBe(0);
  });

  it.each(['light', 'dark'] as const)('has no violation of WCAG 2.2 A or AA, %s', async (theme) => {
    await wear(page(), theme);
    const scanner = new Scanner(page(), theme);
    await toTenants(page());
    await page()
      .getByRole('heading', { name: /^Tenants/ })
      .waitFor();
    await scanner.see('tenants');
    await here().click();
    await page().getByRole('button', { name: 'Manage Tenants…' }).waitFor();
    await scanner.see('switch');
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: 'Add', exact: true }).click();
    await opened(page(), 'Add Tenant');
    await press('Connect');
    await scanner.see('add, with what is missing');
    await page().getByRole('textbox', { name: 'Name', exact: true }).fill('Another');
    await page().getByRole('textbox', { name: 'Address' }).fill(front.address);
    await page().getByRole('textbox', { name: 'Client ID' }).fill('x');
    await press('Connect');
    await dialogs().getByText('has signed itself').waitFor();
    await scanner.see('add, with who answers');
    await press('Cancel');
    await answer(page(), 'Discard');
    await page()
      .getByRole('button', { name: `Test ${NAME}` })
      .click();
    await dialogs().getByText('The connection works.').waitFor();
    await scanner.see('test');
    await press('Close');
    await page()
      .getByRole('button', { name: `Remove ${NAME}` })
      .click();
    await opened(page(), 'Remove Tenant?');
    await scanner.see('remove');
    await page().keyboard.press('Escape');
    await openApplication(page(), 'Sales Orders');
    await fillForNew(page(), `axe-${theme}`, 'Axe');
    await page().getByRole('region', { name: 'Requests' }).locator('pre').first().waitFor();
    await scanner.see('review');
    await page().keyboard.press('Escape');
    await answer(page(), 'Discard');
    expect(scanner.found).toEqual({});
    expect(scanner.seen).toHaveLength(7);
  });

  it('asks for other credentials, says what is wrong with them, and takes nothing when that is closed', async () => {
    await toTenants(page());
    await page()
      .getByRole('button', { name: `Change Sign-In of ${NAME}` })
      .click();
    await opened(page(), 'Change Sign-In');
    await onTheWay.dark.see('change sign-in');
    await press('Continue');
    const prompt = await promptPage(desk.app);
    await enterSecret(desk.app, '');
    await prompt.getByRole('alert').waitFor();
    expect(await prompt.getByRole('alert').textContent()).toContain('Enter it, or choose Cancel.');
    await prompt.getByRole('link', { name: 'Cancel' }).focus();
    await desk.app.evaluate(({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows();
      const asking = all.find(({ webContents }) => webContents.getURL().startsWith('app://secret-prompt/'));
      asking?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
    });
    await expect.poll(() => desk.app.windows().length).toBe(1);
    expect(await dialogOf(page(), 'Change Sign-In').getByRole('alert').count()).toBe(0);
    await page().keyboard.press('Escape');
    await dialogOf(page(), 'Change Sign-In').waitFor({ state: 'detached' });
  });

  it('is connected by keyboard alone', async () => {
    await connectByKeyboard(desk.app, page(), { name: BROKEN, ...administrator, ...front });
    await isIn(page(), BROKEN);
  });

  it('sends exactly the requests that were shown', async () => {
    await openApplication(page(), 'Sales Orders');
    await fillForNew(page(), 'shown', 'Shown Consumer');
    const requests = page().getByRole('region', { name: 'Requests' });
    await requests.getByText('3. Have the tenant generate the secret').waitFor();
    // One that scrolled by itself would catch the wheel in the dialog.
    const hidden = (pre: HTMLElement) => pre.scrollHeight - pre.clientHeight + pre.scrollWidth - pre.clientWidth;
    for (const pre of await requests.locator('pre').all()) expect(await pre.evaluate(hidden)).toBe(0);
    const shown = (await requests.locator('pre').allTextContents()).map((each) => each.split('\n')[0]);
    const before = front.requests.length;
    await wizard.create(page()).click();
    await summary.heading(page(), 'Credentials for Shown Consumer').waitFor();
    await summary.close(page());
    const isWrite = (each: string) => !each.startsWith('GET') && !each.includes('/oauth2/');
    expect(front.requests.slice(before).filter(isWrite)).toEqual(shown);
  });

  it('says what exists where when it stops half way, and continues to exactly one application, by keyboard', async () => {
    const before = created();
    const { keyboard } = page();
    await openApplication(page(), 'Sales Orders');
    await tabTo(page(), /^Create/);
    await keyboard.press('Enter');
    await focusIsOn(/^Dependency Name/);
    await keyboard.type('third');
    await keyboard.press('Enter');
    await focusIsOn(/^sales-orders/);
    await keyboard.press('Enter');
    await focusIsOn(/^New Application/);
    await tabTo(page(), /^Display Name/);
    await keyboard.type('Third Consumer');
    await keyboard.press('Enter');
    await createWithoutSecret(() => keyboard.press('Enter'));
    const unfinished = dialogs().getByRole('region', { name: /“third” was not finished/ });
    await unfinished.getByText('The application exists in the tenant.').waitFor();
    await unfinished.getByText('Its dependency is written.').waitFor();
    front.trouble = () => undefined;
    await onTheWay.dark.see('not finished');
    await tabTo(page(), /^Continue with third/);
    await keyboard.press('Enter');
    await summary.heading(page(), 'Credentials for Third Consumer').waitFor();
    await unfinished.waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    await dialogs().waitFor({ state: 'detached' });
    expect(created() - before).toBe(1);
    expect(await namesLike('Third Consumer')).toBe(1);
  });

  it('undoes what stopped half way, after asking', async () => {
    await openApplication(page(), 'Sales Orders');
    await fillForNew(page(), 'fourth', 'Fourth Consumer');
    await createWithoutSecret(() => wizard.create(page()).click());
    front.trouble = () => undefined;
    // It can wait: the wizard closes without a question, and the page has it as well.
    await press('Close');
    await dialogs().waitFor({ state: 'detached' });
    const unfinished = page().getByRole('region', { name: /“fourth” was not finished/ });
    await unfinished.getByRole('button', { name: 'Undo fourth' }).click();
    const question = await opened(page(), 'Undo the Creation?');
    await onTheWay.dark.see('undo');
    await question.getByRole('button', { name: 'Undo', exact: true }).click();
    await unfinished.waitFor({ state: 'detached' });
    expect(await namesLike('Fourth Consumer')).toBe(0);
  });

  it('has had no violation in any state on the way', () => {
    expect([onTheWay.light.seen.length, onTheWay.dark.seen.length]).toEqual([4, 3]);
    expect([onTheWay.light.found, onTheWay.dark.found]).toEqual([{}, {}]);
  });

  it('shows at the next start what was read last, before any request has ended', async () => {
    await desk.kill();
    front.trouble = () => 'stall';
    front.requests.length = 0;
    desk = await launch({ userData });
    // The window is where it was: on an application's page, which waits for the tenant.
    await page()
      .getByRole('button', { name: `Tenant: ${BROKEN}` })
      .waitFor();
    await page().getByRole('treeitem', { name: 'Applications', exact: true }).click();
    await page()
      .getByRole('row', { name: /Sales Orders/ })
      .waitFor();
    await page()
      .getByText(/^Reading the applications of the tenant/)
      .waitFor();
    expect(front.requests.filter((each) => each.startsWith(LIST)).length).toBeLessThanOrEqual(1);
    front.trouble = () => undefined;
  });
});

/** Somebody else, at the same moment. */
const addElsewhere = (name: string) =>
  page().evaluate(async (dependency) => {
    const { applications, dependencies } = window.trustDesk;
    const listed = await applications.list();
    if (!listed.ok) throw new Error(listed.failure.code);
    const rows = JSON.parse(listed.value) as { id: never; label: string }[];
    const idOf = (label: string) => rows.find((row) => row.label === label)?.id as never;
    const made = await dependencies.create({
      ...{ providerId: idOf('Sales Orders'), name: dependency, apiName: 'sales-orders' },
      requestId: crypto.randomUUID(),
      consumer: { kind: 'existing', applicationId: idOf('Remote Consumer'), allowClientCredentials: false },
    });
    if (!made.ok) throw new Error(made.failure.code);
  }, name);

const rowsOfLocal = () =>
  page().evaluate(async () => {
    const listed = await window.trustDesk.applications.list();
    return listed.ok ? (JSON.parse(listed.value) as { id: string; label: string }[]) : [];
  });

const namesLike = async (label: string) => (await rowsOfLocal()).filter((row) => row.label === label).length;

async function dependenciesOf(label: string): Promise<readonly string[]> {
  const id = (await rowsOfLocal()).find((row) => row.label === label)?.id;
  return page().evaluate(async (applicationId) => {
    const read = await window.trustDesk.applications.read({ applicationId: applicationId as never });
    return read.ok ? read.value.dependencies.map(({ name }) => name) : [];
  }, id);
}

const focusIsOn = (name: RegExp) => expect.poll(() => focused(page())).toMatch(name);

/** At the review, by a tenant that makes no secret; the wizard says so. */
async function createWithoutSecret(create: () => Promise<void>): Promise<void> {
  await page().getByRole('region', { name: 'Requests' }).locator('pre').first().waitFor();
  await focusIsOn(/^Create$/);
  front.trouble = (method, path) => (method === 'POST' && path.endsWith('/apiSecrets') ? 'unavailable' : undefined);
  await create();
  await dialogs()
    .getByText(/The tenant is being repaired/)
    .waitFor({ timeout: 20_000 });
}
