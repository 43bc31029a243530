import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch, type Launched } from './support/launch.ts';
import { copySecret, makeSecret, showSecret, type MadeSecret } from './support/made-secret.ts';
import { processGroup } from './support/ordinary-user.ts';
import { violationsOfCopy } from './support/scriptless.ts';
import { readSelection, readUntil } from './support/x11.ts';

const APPLICATION = 'Sales <Orders> & "Co"';

let desk: Launched;
let made: MadeSecret;
beforeAll(async () => {
  desk = await launch();
  made = await makeSecret(desk.page, APPLICATION);
});
afterAll(() => desk.close());
afterEach(() => closeAll());

const isSecret = (page: Page) => page.url().startsWith('app://secret/');
const secretPages = () => desk.app.windows().filter((page) => !page.isClosed() && isSecret(page));
const closeAll = () =>
  desk.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle().startsWith('Client Secret')) window.close();
  });

/** Opens the window; answers its page and its process. */
async function open(): Promise<{ page: Page; pid: number }> {
  expect(await showSecret(desk.page, made)).toEqual({ ok: true, value: undefined });
  const pid = await desk.app.evaluate(({ BrowserWindow }) => {
    const secret = BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().startsWith('app://secret/'),
    );
    return secret?.webContents.getOSProcessId() ?? 0;
  });
  expect(pid).toBeGreaterThan(0);
  return { page: secretPages().at(-1)!, pid };
}

/** From main: Playwright's own dragging waits for script of the page. */
const drag = (from: readonly [number, number], to: readonly [number, number]) =>
  desk.app.evaluate(
    ({ BrowserWindow }, [[x, y], [toX, toY]]) => {
      const secret = BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().startsWith('app://secret/'),
      );
      secret?.webContents.sendInputEvent({ type: 'mouseDown', x, y, button: 'left', clickCount: 1 });
      secret?.webContents.sendInputEvent({ type: 'mouseMove', x: toX, y: toY, modifiers: ['leftbuttondown'] });
      secret?.webContents.sendInputEvent({ type: 'mouseUp', x: toX, y: toY, button: 'left', clickCount: 1 });
    },
    [from, to] as const,
  );

/** The value, as the person gets it: from the clipboard. */
async function copiedValue(): Promise<string> {
  await copySecret(desk.page, made);
  const value = readSelection('clipboard');
  await desk.page.evaluate(() => window.trustDesk.clipboard.clear());
  return value;
}

/** A process that has ended, but whose parent has not asked after it yet, holds no memory any more. */
const runs = (pid: number) => processGroup(desk.pid).some((each) => each.pid === pid);

async function expectGone(pid: number): Promise<void> {
  expect(await readUntil(() => runs(pid), (there) => !there, 2_000)).toBe(false); // prettier-ignore
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
}

describe('the secret window', () => {
  it('shows the value under its name, in a process of its own, and says when it closes', async () => {
    const value = await copiedValue();
    expect(value).toMatch(/^[\w[\]:=?@\-./~]{40,}$/);
    const { page, pid } = await open();
    expect(await page.locator('code').textContent()).toBe(value);
    expect(await page.locator('dd').first().textContent()).toBe(APPLICATION);
    expect(await page.title()).toBe('Client Secret - Trust Desk');
    expect(await page.locator('p').first().textContent()).toBe(
      'This window closes after 60 seconds or when you switch to another window.',
    );
    const mainPid = await desk.app.evaluate(
      ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith('app://bundle/'))?.webContents.getOSProcessId(), // prettier-ignore
    );
    expect(pid).not.toBe(mainPid);
  });

  it('runs no script of its page', async () => {
    const { page } = await open();
    const ran = await page.evaluate(() => {
      const button = document.body.appendChild(document.createElement('button'));
      button.setAttribute('onclick', 'document.title = "ran"');
      button.click();
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "ran"' }));
      return document.title;
    });
    expect(ran).toBe('Client Secret - Trust Desk');
  });

  it('answers its page once, to its own window, and keeps nothing', async () => {
    const { page } = await open();
    const fetched = await desk.app.evaluate(async ({ session }, url) => {
      const own = session.fromPartition('secret-window');
      const again = await own.fetch(url);
      const style = await own.fetch('app://secret/style.css');
      const elsewhere = await session.defaultSession.fetch(url);
      return {
        again: again.status,
        elsewhere: elsewhere.status,
        style: [style.status, style.headers.get('cache-control'), style.headers.get('content-security-policy')],
        kept: own.isPersistent() || own.getStoragePath(),
        cached: await own.getCacheSize(),
      };
    }, page.url());
    expect(fetched).toMatchObject({ again: 404, elsewhere: 404, kept: null, cached: 0 });
    expect(fetched.style).toEqual([200, 'no-store', expect.stringMatching(/^default-src 'none'; style-src 'self'; /)]);
  });

  it('lets nothing be selected, so that nothing reaches the selection every program may read (T34)', async () => {
    const { page } = await open();
    const before = readSelection('primary');
    const box = (await page.locator('code').boundingBox())!;
    await page.mouse.dblclick(box.x + 40, box.y + box.height / 2);
    await page.mouse.click(box.x + 40, box.y + box.height / 2, { clickCount: 3 });
    await drag([box.x + 5, box.y + 5], [box.x + box.width - 5, box.y + box.height - 5]);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
    expect(readSelection('primary')).toBe(before);
  });

  it('would leak by selection if its style allowed it', async () => {
    const { page } = await open();
    const value = (await page.locator('code').textContent())!;
    await page.evaluate(() =>
      document.querySelectorAll('*').forEach((each) => ((each as HTMLElement).style.userSelect = 'text')),
    );
    const box = (await page.locator('code').boundingBox())!;
    await drag([box.x + 5, box.y + 5], [box.x + box.width - 5, box.y + box.height - 5]);
    const selected = await readUntil(() => readSelection('primary').trim(), (text) => text === value); // prettier-ignore
    expect(selected).toBe(value);
  });

  it.each(['sap_horizon', 'sap_horizon_dark', 'sap_horizon_hcb', 'sap_horizon_hcw'] as const)(
    'is accessible in %s',
    async (theme) => {
      const choices = { sap_horizon: 'light', sap_horizon_dark: 'dark', sap_horizon_hcb: 'high-contrast-black', sap_horizon_hcw: 'high-contrast-white' } as const; // prettier-ignore
      await desk.page.evaluate((choice) => window.trustDesk.settings.chooseTheme({ theme: choice }), choices[theme]);
      const { page } = await open();
      expect(await page.locator('html').getAttribute('class')).toBe(theme);
      expect(await violationsOfCopy(desk.app, page)).toEqual([]);
    },
  );
});

describe('the secret window closes, and its process with it', () => {
  it('on Escape', async () => {
    const { pid } = await open();
    await desk.app.evaluate(({ BrowserWindow }) => {
      // Not Playwright's keyboard, which goes past main.
      const secret = BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().startsWith('app://secret/'),
      );
      secret?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
    });
    await expectGone(pid);
  });

  it('on its Close link, by mouse', async () => {
    const { page, pid } = await open();
    await page.getByRole('link', { name: 'Close' }).click({ noWaitAfter: true }).catch(() => undefined); // prettier-ignore
    await expectGone(pid);
  });

  it('on its Close link, by keyboard: it has the focus from the start', async () => {
    const { page, pid } = await open();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
    await page.keyboard.press('Enter').catch(() => undefined);
    await expectGone(pid);
  });

  it('when another window gets the focus', async () => {
    const { pid } = await open();
    await desk.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().startsWith('app://bundle/'))
        ?.focus();
    });
    await expectGone(pid);
  });

  it('when the screen is locked', async () => {
    const { pid } = await open();
    await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await expectGone(pid);
  });

  it('after 60 seconds', async () => {
    // Only this one time is made to run out sooner.
    await desk.app.evaluate(() => {
      const real = globalThis.setTimeout;
      const hurried = (run: () => void, ms?: number) => real(run, ms === 60_000 ? 300 : ms);
      Object.assign(globalThis, { setTimeout: hurried, realSetTimeout: real });
    });
    const { pid } = await open();
    await desk.app.evaluate(() => {
      const globals = globalThis as typeof globalThis & { realSetTimeout: typeof setTimeout };
      globals.setTimeout = globals.realSetTimeout;
    });
    await expectGone(pid);
  });

  it('when the next one opens: there is one at a time', async () => {
    const first = await open();
    const second = await open();
    expect(second.pid).not.toBe(first.pid);
    expect(await readUntil(() => runs(first.pid), (there) => !there, 2_000)).toBe(false); // prettier-ignore
    expect(secretPages()).toHaveLength(1);
  });

  it('leaves no process behind when opened and closed in a hurry', async () => {
    for (let n = 0; n < 5; n++) {
      const asked = showSecret(desk.page, made);
      await closeAll();
      await asked;
      await closeAll();
    }
    const count = () => desk.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').length);
    await desk.page.waitForTimeout(500);
    expect(await count()).toBe(1);
  });
});
