import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { section } from './screens/applications.ts';
import { check } from './screens/check.ts';
import { dialogOf } from './screens/dialogs.ts';
import { Scanner, wear } from './support/axe.ts';
import { CheckedDesk, DEPENDENCY, PASSED } from './support/checked-desk.ts';
import { tracesInFolder, tracesInMemory } from './support/traces.ts';
import { readSelection, readUntil } from './support/x11.ts';

const at = new CheckedDesk();

describe('a check of what is right', () => {
  it('passes in every step, from the row of the dependency', async () => {
    expect(await at.openCheck()).toBe(PASSED);
    expect(await at.focused()).toBe('Check Again');
    const steps = await check.steps(at.page);
    expect(steps.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'Passed'));
    expect(steps.map(({ text }) => text)).toContain('It names the API “sales-orders” (ias_apis)');
    await check.dialog(at.page).getByRole('row', { name: /^aud / }).waitFor();
    await at.closeCheck();
  });

  it('passes over http, too, and with a secret chosen under Client Authentication', async () => {
    const secrets = section(at.page, 'Client Authentication');
    await secrets.getByRole('button', { name: /^Check Secret/ }).click();
    expect(await check.result(at.page)).toBe(PASSED);
    const dialog = check.dialog(at.page);
    await dialog.getByRole('combobox', { name: 'Address' }).click();
    await at.page.getByRole('option', { name: 'HTTP', exact: true }).click();
    expect(await check.again(at.page)).toBe(PASSED);
    await dialog.getByText(`http://127.0.0.1:${at.ports.http}`).first().waitFor();
    await at.closeCheck();
  });

  it('is reached from the summary, and Escape leads back to it', async () => {
    const { page } = at;
    await page.getByRole('button', { name: `Show Credentials of ${DEPENDENCY}` }).click();
    await dialogOf(page, 'Credentials').getByRole('button', { name: 'Check', exact: true }).click();
    expect(await check.result(page)).toBe(PASSED);
    await page.keyboard.press('Escape');
    await check.dialog(page).waitFor({ state: 'detached' });
    await dialogOf(page, 'Credentials').getByRole('button', { name: 'Close' }).click();
  });

  it('leaves the token in main: copied on command, and nowhere else', async () => {
    await at.openCheck();
    await check.dialog(at.page).getByRole('button', { name: 'Copy Token' }).click();
    const token = await readUntil(
      () => readSelection('clipboard'),
      (text) => text.split('.').length === 3,
    );
    const { protectedHeader } = await verified(token);
    expect(protectedHeader.alg).toBe('RS256');
    await check.dialog(at.page).getByText('Token on the clipboard, cleared in').waitFor();
    const signature = token.split('.')[2] ?? '';
    const windowPid = await at.desk.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    expect(tracesInMemory(windowPid, [signature])).toEqual([]);
    expect(tracesInFolder(at.userData, [signature])).toEqual([]);
    await check.dialog(at.page).getByRole('button', { name: 'Clear Now' }).click();
    await expect.poll(() => readSelection('clipboard')).toBe('');
    await at.closeCheck();
  });
});

/** As an API verifies it: against the keys the tenant publishes. */
const verified = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`http://127.0.0.1:${at.ports.http}/oauth2/certs`)));

/** A provider under development: takes real tokens only, and only for its API. */
async function protectedApi(): Promise<{ readonly server: Server; readonly url: string }> {
  const answer = async ({ headers }: IncomingMessage) => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return { status: 401, body: {} };
    const { payload } = await verified(token);
    const apis = payload['ias_apis'];
    const may = Array.isArray(apis) && apis.includes('sales-orders');
    return { status: may ? 200 : 403, body: { caller: payload['azp'], orders: [4711] } };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders` };
}

describe('calling the API', () => {
  it('gets through with the token, shows the answer and remembers the URL', async () => {
    const { page } = at;
    const { server, url } = await protectedApi();
    await at.openCheck();
    await check.url(page).fill(url);
    await check.send(page);
    await page.getByText('The API accepts the call.').waitFor();
    const body = page.getByRole('region', { name: 'Body of the Answer' });
    expect(JSON.parse((await body.textContent()) ?? '')).toMatchObject({ orders: [4711] });
    await at.closeCheck();
    await at.openCheck();
    expect(await check.url(page).inputValue()).toBe(url);
    server.close();
    server.closeAllConnections();
    await check.send(page);
    await page.getByText('Nothing listens at this address and port.').waitFor();
    await at.closeCheck();
  });
});

/** Nothing lies over it, where the dialog is scrolled to now. */
function isInView(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}

describe('the dialog of a check', () => {
  it.each(['light', 'dark', 'high-contrast-black', 'high-contrast-white'] as const)(
    'has nothing that axe objects to, passed and failed, in %s',
    async (theme) => {
      const { page } = at;
      await wear(page, theme);
      const scanner = new Scanner(page, theme);
      await at.openCheck();
      await check.url(page).fill('http://127.0.0.1:1/');
      await check.send(page);
      await page.getByText('No answer').waitFor();
      await scanner.see('passed');
      await at.policy(at.made.applicationId, { grants: ['jwtBearer'] });
      await check.again(page);
      await check.failed(page).first().waitFor();
      await scanner.see('failed');
      await at.policy(at.made.applicationId, {});
      await at.closeCheck();
      await page.getByRole('button', { name: `Show Credentials of ${DEPENDENCY}` }).click();
      await dialogOf(page, 'Credentials').getByRole('radio', { name: 'HTTPS' }).click();
      await dialogOf(page, 'Credentials').getByText('--cacert lets curl trust it').waitFor();
      await scanner.see('token call over https');
      await dialogOf(page, 'Credentials').getByRole('button', { name: 'Close' }).click();
      expect([scanner.seen, scanner.found]).toEqual([['passed', 'failed', 'token call over https'], {}]);
    },
  );

  it('needs no width that a narrow window does not have', async () => {
    const { page } = at;
    await at.desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(300, 300);
      window?.setContentSize(400, 480);
    });
    await page.waitForFunction(() => window.innerWidth < 410);
    await at.openCheck();
    const beyond = await check
      .dialog(page)
      .evaluate((dialog) =>
        [...dialog.querySelectorAll('*:not(.visually-hidden, .visually-hidden *, pre *, ui5-option)')]
          .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
          .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`),
      );
    expect(beyond).toEqual([]);
    await check.url(page).fill('http://127.0.0.1:1/');
    await check.url(page).press('Enter');
    await page.getByText('No answer').waitFor();
    await expect.poll(() => page.getByText('No answer').evaluate(isInView)).toBe(true);
    await at.closeCheck();
    expect(at.desk.pageErrors()).toEqual([]);
  });
});
