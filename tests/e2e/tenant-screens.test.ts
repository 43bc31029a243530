import { rmSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openApplication } from './screens/applications.ts';
import type { TenantLook } from '../../src/shared/ipc/call-inputs.ts';
import { dialogOf, opened } from './screens/dialogs.ts';
import { enterSecret, isIn, promptPage, toTenants } from './screens/tenants.ts';
import { fillForNew, wizard } from './screens/wizard.ts';
import { Scanner, wear } from './support/axe.ts';
import { launchConnected } from './support/connected-tenant.ts';
import { newProfile, type Launched } from './support/launch.ts';
import { violationsOfCopy } from './support/scriptless.ts';
import { processGroup } from './support/ordinary-user.ts';
import type { TenantFront } from './support/tenant-front.ts';
import { canBeReached, outOfReach, resize } from './support/window-size.ts';

const NAME = 'ACME';
const WIDE = { width: 1280, height: 800, zoom: 1 };

let userData: string;
let desk: Launched;
let front: TenantFront;
const page = (): Page => desk.page;
const dialog = () => page().locator('ui5-dialog[open]');
const ofTenant = (action: string) => page().getByRole('button', { name: `${action} ${NAME}` });

beforeAll(async () => {
  userData = newProfile();
  ({ desk, front } = await launchConnected(userData, NAME));
  await ofTenant('Open').click();
  await isIn(page(), NAME);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page().reload();
});
afterAll(async () => {
  await desk.close();
  await front.close();
  rmSync(userData, { recursive: true, force: true });
});

/** What a person sets in "Edit Tenant". */
const look = (wanted: TenantLook) =>
  page().evaluate(async (typed) => {
    const listed = await window.trustDesk.tenants.list();
    const here = listed.ok ? listed.value.current : undefined;
    if (here) await window.trustDesk.tenants.change({ tenantId: here, ...typed });
  }, wanted);

type Look = (state: string, place: Locator, fewest: number) => Promise<void>;

async function closeByKey(title: string): Promise<void> {
  await page().keyboard.press('Escape');
  await dialogOf(page(), title).waitFor({ state: 'detached' });
}

/** Every screen and dialog of connecting a tenant, from the page of tenants. */
async function throughTenants(look: Look): Promise<void> {
  await resize(desk, WIDE);
  await toTenants(page());
  await look('Tenants', page().locator('main'), 8);
  for (const [action, title, fewest] of [
    ['Edit', 'Edit Tenant', 6],
    ['Change Sign-In of', 'Change Sign-In', 5],
    ['Remove', 'Remove Tenant?', 3],
  ] as const) {
    await ofTenant(action).click();
    await look(title, await opened(page(), title), fewest);
    await closeByKey(title);
  }
  await page().getByRole('button', { name: 'Add', exact: true }).click();
  await look('Add Tenant', await opened(page(), 'Add Tenant'), 8);
  await closeByKey('Add Tenant');
  await ofTenant('Test').click();
  await dialog().getByText('The connection works.').waitFor();
  await look('Test Connection', await opened(page(), 'Test Connection'), 10);
  await closeByKey('Test Connection');
}

/** What a creation shows: the requests before, and what was not finished after. */
async function throughCreation(name: string, look: Look): Promise<void> {
  await resize(desk, WIDE);
  await openApplication(page(), 'Sales Orders');
  await fillForNew(page(), name, name);
  const requests = page().getByRole('region', { name: 'Requests' });
  await requests.locator('pre').first().waitFor();
  await look('Review', dialog(), 6);
  front.trouble = (method, path) => (method === 'POST' && path.endsWith('/apiSecrets') ? 'unavailable' : undefined);
  await wizard.create(page()).click();
  await dialog().getByText(/The tenant is being repaired/).waitFor({ timeout: 20_000 }); // prettier-ignore
  front.trouble = () => undefined;
  await look('Not finished, in the wizard', dialog(), 4);
  await resize(desk, WIDE);
  await closeByKey('Create Dependency');
  const unfinished = page().getByRole('region', { name: new RegExp(`“${name}” was not finished`) });
  await unfinished.getByText('The application exists in the tenant.').waitFor();
  await look('Not finished', unfinished, 4);
  await resize(desk, WIDE);
  await unfinished.getByRole('button', { name: 'Undo' }).click();
  const question = await opened(page(), 'Undo');
  await look('Undo', question, 3);
  await question.getByRole('button', { name: 'Undo' }).click();
  await unfinished.waitFor({ state: 'detached' });
}

describe.runIf(process.platform === 'linux')('the screens of a tenant elsewhere', () => {
  it.each([
    [960, 640],
    [480, 320],
  ])('name the tenant, however long its name is, and that it is for production, at %i x %i', async (width, height) => {
    const name = 'A'.repeat(12) + ' tenant'.repeat(12);
    onTestFinished(() => look({ name: NAME, colour: 'blue', production: false }));
    await look({ name, colour: 'red', production: true });
    await resize(desk, { width, height, zoom: 1 });
    const header = page().locator('.header');
    // In the button, or below the bar.
    const shown = header.getByText(width < 640 ? name : `Production · ${name}`).first();
    await shown.waitFor();
    expect(await canBeReached(shown)).toBe(true);
    expect(await header.getByText(/^Production/).count()).toBeGreaterThan(0);
    await header.getByRole('button', { name: `Tenant: ${name}, production` }).click();
    await page().getByRole('button', { name: 'Manage Tenants…' }).waitFor();
    await page().keyboard.press('Escape');
  });

  it.each(['high-contrast-black', 'high-contrast-white'] as const)('keep their contrast, %s', async (theme) => {
    await wear(page(), theme);
    const scanner = new Scanner(page(), theme);
    await throughTenants((state) => scanner.see(state));
    await throughCreation(`in-${theme}`, (state) => scanner.see(state));
    expect(scanner.found).toEqual({});
    expect(scanner.seen).toHaveLength(10);
  });

  it.each(['light', 'dark', 'high-contrast-black'] as const)('ask for a secret accessibly, %s', async (theme) => {
    await wear(page(), theme);
    await toTenants(page());
    await ofTenant('Change Sign-In of').click();
    const changing = await opened(page(), 'Change Sign-In');
    await changing.getByRole('button', { name: 'Continue' }).click();
    const prompt = await promptPage(desk.app);
    expect(await violationsOfCopy(desk.app, prompt)).toEqual([]);
    await enterSecret(desk.app, '');
    await prompt.getByRole('alert').waitFor();
    expect(await violationsOfCopy(desk.app, prompt)).toEqual([]);
    const pid = await desk.app.evaluate(({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows();
      const asking = all.find(({ webContents }) => webContents.getURL().startsWith('app://secret-prompt/'));
      const process = asking?.webContents.getOSProcessId();
      asking?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
      return process;
    });
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => desk.app.windows().length).toBe(1);
    // What was typed goes with the process.
    await expect.poll(() => processGroup(desk.pid).some((each) => each.pid === pid)).toBe(false);
    await closeByKey('Change Sign-In');
  });

  it.each([
    { width: 960, height: 640, zoom: 1 },
    { width: 480, height: 320, zoom: 1 },
  ])('have nothing out of reach in a window of $width x $height', async (to) => {
    const found: Record<string, readonly string[]> = {};
    const look: Look = async (state, place, fewest) => {
      await resize(desk, to);
      const missed = await outOfReach(place, fewest);
      if (missed.length > 0) found[state] = missed;
    };
    await throughTenants(look);
    await throughCreation(`narrow-${to.width}`, look);
    expect(found).toEqual({});
  });
});
