import { rmSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantPorts } from '../../src/core/domain/local-tenant.ts';
import { freePorts } from '../support/free-ports.ts';
import { openApplication, section } from './screens/applications.ts';
import { dialogOf, leave, opened } from './screens/dialogs.ts';
import { check } from './screens/check.ts';
import { wizard } from './screens/wizard.ts';
import { Scanner, wear } from './support/axe.ts';
import { newProfile, type Launched } from './support/launch.ts';
import { copied, dependOnAllApis, holdPort, launchWithTenant, runInBash } from './support/tenant.ts';
import { outOfReach, resize } from './support/window-size.ts';
import type { MadeDependency } from './support/tenant.ts';

/** A form post as a client makes it; answers the status, or undefined when nobody listens. */
async function ask(port: number, form: Readonly<Record<string, string>>): Promise<number | undefined> {
  try {
    const body = new URLSearchParams(form);
    return (await fetch(`http://127.0.0.1:${port}/oauth2/token`, { method: 'POST', body })).status;
  } catch {
    return undefined;
  }
}

describe.runIf(process.platform === 'linux')('the screens of the local tenant', () => {
  const userData = newProfile();
  let ports: TenantPorts;
  let desk: Launched;
  let made: MadeDependency;
  let clientId = '';
  const page = () => desk.page;
  const shell = (state = '') =>
    page()
      .getByRole('button', { name: new RegExp(`^Token Endpoint ${state}`) })
      .first();
  const guess = (secret = 'wrong') =>
    ask(ports.http, { grant_type: 'client_credentials', client_id: clientId, client_secret: secret });

  beforeAll(async () => {
    ({ desk, made, ports } = await launchWithTenant(userData, 'orders-client'));
    clientId = await copied(desk.page, { kind: 'client-id', applicationId: made.applicationId }, /^[\da-f-]{36}$/);
  });
  afterAll(async () => {
    await desk.close();
    rmSync(userData, { recursive: true, force: true });
  });

  it('says in the shell that it runs, and switches off and on', async () => {
    await shell('Running').waitFor();
    await shell().click();
    const control = page().getByRole('switch', { name: 'Token Endpoint' });
    await expect.poll(() => page().evaluate(() => document.activeElement?.tagName)).toBe('UI5-SWITCH');
    await control.click();
    await shell('Off').waitFor();
    expect(await guess()).toBeUndefined();
    await control.click();
    await shell('Running').waitFor();
    await page().keyboard.press('Escape');
  });

  it('locks a client ID after five wrong secrets, shows it, and unlocks it', async () => {
    const { applicationId, secretId } = made;
    const secret = await copied(page(), { kind: 'secret', applicationId, secretId }, /^.{43}$/);
    for (let time = 0; time < 5; time += 1) expect(await guess()).toBe(401);
    expect(await guess(secret)).toBe(401);
    await openApplication(page(), 'Consumer orders-client');
    const lock = section(page(), 'Client ID Lock');
    await lock.getByText(/^Locked until/).waitFor();
    await lock.getByRole('button', { name: 'Unlock' }).click();
    await lock.getByText(/^Locked until/).waitFor({ state: 'detached' });
    await expect.poll(() => guess(secret)).toBe(200);
  });

  it('tells of each of these requests with its exact reason', async () => {
    await page().getByRole('treeitem', { name: 'Recent Requests' }).click();
    const table = page().getByRole('grid', { name: 'Recent Requests' });
    await table.getByText('The client secret was wrong, or has been removed.').first().waitFor();
    await table.getByText('The client ID is locked after five failed logons.').first().waitFor();
    await page().getByRole('radio', { name: 'Granted' }).click();
    await table.getByText('The client secret was wrong, or has been removed.').waitFor({ state: 'detached' });
    await table.getByText('Consumer orders-client').first().waitFor();
    await page().getByRole('radio', { name: 'All' }).click();
  });

  it('creates a user whose token the consumer can exchange once its policy allows that', async () => {
    await page().getByRole('treeitem', { name: 'Users', exact: true }).click();
    await page().getByRole('button', { name: 'Create User' }).click();
    const dialog = dialogOf(page(), 'Create User');
    for (const [label, text] of Object.entries({ 'User Name': 'jane', 'First Name': 'Jane', 'Last Name': 'Doe' }))
      await dialog.getByRole('textbox', { name: label }).fill(text);
    await dialog.getByRole('textbox', { name: 'E-Mail' }).fill('jane@example.com');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page().getByRole('button', { name: 'User Token of jane' }).click();
    await page().getByRole('button', { name: 'Copy User Token for Consumer orders-client' }).click();
    await dialogOf(page(), 'User Token')
      .getByText(/^User token on the clipboard/)
      .waitFor();
    await dialogOf(page(), 'User Token').getByRole('button', { name: 'Close' }).click();

    await openApplication(page(), 'Consumer orders-client');
    await page().getByRole('button', { name: 'Edit Token Policy' }).click();
    await dialogOf(page(), 'Edit Token Policy').getByRole('checkbox', { name: 'Token Exchange' }).click();
    await dialogOf(page(), 'Edit Token Policy').getByRole('button', { name: 'Save' }).click();
    await section(page(), 'Token Policy')
      .getByText(/Token Exchange/)
      .waitFor();

    const subject = await userToken();
    const call = await copied(page(), { kind: 'curl', over: 'http', ...made }, /^CLIENT_SECRET=/);
    const exchange = call.replace(
      "'grant_type=client_credentials'",
      `'grant_type=urn:ietf:params:oauth:grant-type:token-exchange' --data-urlencode 'subject_token=${subject}' --data-urlencode 'subject_token_type=urn:ietf:params:oauth:token-type:jwt'`,
    );
    expect((await runInBash(exchange)).status).toBe(200);
  });

  it('prints a call for a dependency on all APIs that works with the token of a user', async () => {
    await dependOnAllApis(page(), made, 'all-apis');
    const call = await copied(page(), { kind: 'curl', over: 'http', ...made, dependency: 'all-apis' }, /USER_TOKEN=/);
    const { status, body } = await runInBash(call.replace('<user token>', await userToken()));
    expect([status, body['token_type']]).toEqual([200, 'Bearer']);
  });

  async function userToken(): Promise<string> {
    const userId = await page().evaluate(async () => {
      const listed = await window.trustDesk.users.list();
      return listed.ok ? String(listed.value[0]?.id) : '';
    });
    const { applicationId } = made;
    return copied(page(), { kind: 'user-token', applicationId, userId }, /^ey[\w-]+\.[\w-]+\.[\w-]+$/);
  }

  it('changes ports, and explains a busy one with a way out', async () => {
    const other = await freePorts();
    const taken = await holdPort();
    const address = taken.address();
    const busy = typeof address === 'object' && address ? address.port : 0;
    await page().getByRole('treeitem', { name: 'Settings' }).click();
    const settings = section(page(), 'Token Endpoint');
    await settings.getByRole('textbox', { name: 'HTTP Port' }).fill(String(busy));
    await settings.getByRole('textbox', { name: 'HTTPS Port' }).fill(String(other.https));
    await settings.getByRole('button', { name: 'Save Ports' }).click();
    await settings.getByText(`Another program uses the port ${busy}.`).waitFor();
    await shell('Partly').waitFor();
    await settings.getByRole('button', { name: 'Use Another Port for HTTP' }).click();
    await shell('Running').waitFor();
    const now = Number(await settings.getByRole('textbox', { name: 'HTTP Port' }).inputValue());
    expect(now).not.toBe(busy);
    await expect.poll(() => ask(now, {})).toBe(401);
    taken.close();
  });

  it('switches the applications API on, and asks before it is off again, by keyboard', async () => {
    await page().getByRole('treeitem', { name: 'Settings' }).click();
    const api = section(page(), 'Applications API');
    const control = api.getByRole('switch', { name: 'Applications API' });
    await control.press('Space');
    await api.getByRole('button', { name: 'Copy administrator secret' }).waitFor();
    const focused = () => page().evaluate(() => document.activeElement?.getAttribute('accessible-name'));
    await expect.poll(focused).toBe('Applications API');
    await control.press('Space');
    await opened(page(), 'Switch Off the Applications API?');
    await page().keyboard.press('Escape');
    await expect.poll(focused).toBe('Applications API');
    expect(await control.isChecked()).toBe(true);
  });

  it.each(['light', 'dark'] as const)('has no violation of WCAG 2.2 A or AA, %s', async (theme) => {
    await wear(page(), theme);
    const scanner = new Scanner(page(), theme);
    const go = (name: string) => page().getByRole('treeitem', { name, exact: true }).click();
    await go('Settings');
    await scanner.see('settings of the token endpoint');
    await page().getByRole('button', { name: 'Rotate Signing Key' }).click();
    await scanner.see('rotate the signing key');
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: 'Regenerate Secret' }).click();
    await scanner.see('regenerate the secret');
    await page().keyboard.press('Escape');
    await shell().click();
    const toSettings = page().getByRole('button', { name: /^Ports, Certificate/ });
    await toSettings.waitFor();
    await scanner.see('token endpoint in the shell');
    await toSettings.click();
    const focused = () => page().evaluate(() => document.activeElement?.textContent.trim());
    await expect.poll(focused).toBe('Token Endpoint');
    await go('Recent Requests');
    await page().getByRole('grid', { name: 'Recent Requests' }).waitFor();
    await scanner.see('recent requests');
    await go('Users');
    await page().getByRole('button', { name: 'Edit jane' }).waitFor();
    await scanner.see('users');
    for (const [opener, name] of Object.entries({
      'Edit jane': 'Edit User',
      'User Token of jane': 'User Token',
      'Delete jane': 'Delete User',
    })) {
      await page().getByRole('button', { name: opener }).click();
      await dialogOf(page(), name).waitFor();
      await scanner.see(name);
      await page().keyboard.press('Escape');
      await dialogOf(page(), name).waitFor({ state: 'hidden' });
    }
    await openApplication(page(), 'Consumer orders-client');
    await page().getByRole('button', { name: 'Edit Token Policy' }).click();
    await dialogOf(page(), 'Edit Token Policy').waitFor();
    await scanner.see('token policy');
    await page().keyboard.press('Escape');
    expect(scanner.found).toEqual({});
    expect(scanner.seen).toHaveLength(10);
  });

  it.each([
    { size: '960 x 640', width: 960, height: 640, zoom: 1 },
    { size: '480 x 320, as at 200 %', width: 480, height: 320, zoom: 1 },
  ])('leaves nothing out of reach in a window of $size', async (size) => {
    const found: Record<string, readonly string[]> = {};
    const look = async (state: string, place: Locator, fewest: number) => {
      await place.waitFor();
      const missed = await outOfReach(place, fewest);
      if (missed.length > 0) found[state] = missed;
    };
    const dialog = async (opener: string, title: string, fewest: number) => {
      await page().getByRole('button', { name: opener, exact: true }).click();
      await look(title, await opened(page(), title), fewest);
      await page().keyboard.press('Escape');
      await dialogOf(page(), title).waitFor({ state: 'detached' });
    };
    const main = page().getByRole('main');
    const at = async (place: () => Promise<void>) => {
      await resize(desk, { width: 1280, height: 800, zoom: 1 });
      await place();
      await resize(desk, size);
    };
    const go = (name: string) => () => page().getByRole('treeitem', { name, exact: true }).click();
    await at(go('Settings'));
    await look('settings', main, 20);
    await dialog('Rotate Signing Key', 'Rotate Signing Key?', 2);
    await dialog('Regenerate Secret', 'Regenerate Secret?', 2);
    await shell().click();
    await look('token endpoint', page().locator('ui5-popover[open]'), 5);
    await page().keyboard.press('Escape');
    await at(go('Users'));
    await look('users', main, 5);
    await dialog('Create', 'Create User', 5);
    await dialog('User Token of jane', 'User Token', 3);
    await dialog('Delete jane', 'Delete User?', 3);
    await at(go('Recent Requests'));
    await look('newest request', page().getByRole('grid', { name: 'Recent Requests' }).locator('tbody tr').first(), 5);
    await at(() => openApplication(page(), 'Consumer orders-client'));
    await look('consumer', main, 30);
    await dialog('Edit Token Policy', 'Edit Token Policy', 5);
    await dialog('Show Credentials of all-apis', 'Credentials for', 15);
    await page()
      .getByRole('button', { name: /^Check orders-client/ })
      .first()
      .click();
    await check.result(page());
    await look('check', check.dialog(page()), 20);
    await check.close(page());
    await at(() => openApplication(page(), 'Sales Orders'));
    await look('provider', main, 25);
    await wizard.open(page());
    await wizard.name(page()).fill('again-all');
    await wizard.next(page());
    await look('wizard', await opened(page(), 'Create Dependency'), 8);
    await leave(page(), 'Create Dependency');
    expect(found).toEqual({});
  });
});
