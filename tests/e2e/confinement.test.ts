import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { appArguments, electronBinary, environment, launch, newProfile, type Launched } from './support/launch.ts';

const TRAP = 'http://127.0.0.1:9';
/** Where a desktop has settings of its own, Chromium looks at those only. */
const NO_DESKTOP = { XDG_CURRENT_DESKTOP: undefined, DESKTOP_SESSION: undefined, GNOME_DESKTOP_SESSION_ID: undefined };
const ENV = { ...NO_DESKTOP, KDE_FULL_SESSION: undefined, HTTPS_PROXY: TRAP, https_proxy: TRAP, ALL_PROXY: TRAP };
let desk: Launched;
/** What main was made to open in the person's browser. */
const opened = () => desk.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);

beforeAll(async () => {
  desk = await launch({ env: ENV });
  await desk.app.evaluate(({ shell }) => {
    const urls: string[] = [];
    Object.assign(globalThis, { opened: urls });
    shell.openExternal = (url) => Promise.resolve(void urls.push(url));
  });
});
afterAll(() => desk.close());

/** Each is run in a page; none may take the page anywhere or open anything. */
const ESCAPES: Readonly<Record<string, string>> = {
  'another site': `location.href = 'https://evil.example/'`,
  'another page of ours': `location.href = 'app://bundle/?again'`,
  'the page of a secret': `location.href = 'app://secret/close'`,
  'a file': `location.href = 'file:///etc/passwd'`,
  'data as a page': `location.href = 'data:text/html,x'`,
  'a mail program': `location.href = 'mailto:sam@evil.example'`,
  'a clicked link': `click({ href: 'https://evil.example/' })`,
  'a link into a new window': `click({ href: 'https://evil.example/', target: '_blank' })`,
  'a link with the middle button': `click({ href: 'https://evil.example/' }, 1)`,
  'a download': `click({ href: 'app://bundle/index.html', download: 'x.html' })`,
  'a form': `const form = Object.assign(document.createElement('form'), { action: 'https://evil.example/', method: 'post' });
    document.body.append(form); form.submit(); form.remove();`,
  'a refresh': `const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=https://evil.example/' });
    document.head.append(meta); setTimeout(() => meta.remove(), 100);`,
  'a window': `window.open('https://evil.example/')`,
  'an empty window': `window.open('')`,
  'a window of ours': `window.open('app://bundle/')`,
  'a webview': `document.body.append(Object.assign(document.createElement('webview'), { src: 'https://evil.example/' }))`,
  'a reload to elsewhere': `location.replace('https://evil.example/')`,
  'a frame': `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }))`,
};
const WITH_CLICK = `const click = (members, button = 0) => {
  const link = Object.assign(document.createElement('a'), members);
  document.body.append(link);
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button, ctrlKey: button === 1 }));
  link.remove();
};`;

describe('the page', () => {
  it.each(Object.keys(ESCAPES))('goes nowhere and opens nothing: %s (T26)', async (name) => {
    await desk.page.evaluate(`window.__here = true; ${WITH_CLICK} ${ESCAPES[name]}; undefined`);
    await desk.page.waitForTimeout(150);
    expect(desk.page.url()).toBe('app://bundle/');
    expect(await desk.page.evaluate('window.__here')).toBe(true);
    const { windows, frames, contents } = await desk.app.evaluate(({ BrowserWindow, webContents }) => ({
      windows: BrowserWindow.getAllWindows().length,
      contents: webContents.getAllWebContents().length,
      frames: BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree.map(({ origin }) => origin),
    }));
    expect([windows, contents]).toEqual([1, 1]);
    expect(frames?.filter((origin) => origin !== 'app://bundle' && origin !== 'null')).toEqual([]);
    expect(await opened()).toEqual([]);
  });

  it('is brought back from the one address Chromium asks nobody about, and has no say while it is there', async () => {
    const refusal = desk.page.evaluate(
      () =>
        new Promise((settle) => {
          const { app } = window.trustDesk;
          location.href = 'about:blank';
          setTimeout(() => void app.about().then(settle), 30);
        }),
    );
    // Asked too late the page is gone with the question.
    expect(await refusal.catch(() => undefined)).not.toMatchObject({ ok: true });
    await desk.page.waitForURL('app://bundle/');
    await desk.page.waitForFunction(() => 'trustDesk' in window);
    expect(await desk.page.evaluate(() => window.trustDesk.settings.read())).toMatchObject({ ok: true });
  });

  it('would go where it is sent if nothing confined it', async () => {
    const gone = await desk.app.evaluate(async ({ app, BrowserWindow }) => {
      const guards = app.rawListeners('web-contents-created');
      app.removeAllListeners('web-contents-created');
      const free = new BrowserWindow({ show: false });
      for (const guard of guards) app.on('web-contents-created', guard as () => void);
      await free.loadURL('app://bundle/');
      await free.webContents.executeJavaScript(`location.href = 'app://bundle/?again'; 0`);
      await new Promise((settle) => setTimeout(settle, 500));
      const url = free.webContents.getURL();
      await free.webContents.executeJavaScript(`window.open(''); 0`, true);
      await new Promise((settle) => setTimeout(settle, 300));
      const windows = BrowserWindow.getAllWindows().length;
      for (const window of BrowserWindow.getAllWindows()) if (window.id !== 1) window.destroy();
      return { url, windows };
    });
    expect(gone).toEqual({ url: 'app://bundle/?again', windows: 3 });
  });

  it('has files and addresses dropped on it without effect', async () => {
    const moved = await desk.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/uri-list', 'https://evil.example/');
      data.items.add(new File(['x'], 'x.html', { type: 'text/html' }));
      const drop = (type: string) =>
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      return [drop('dragover'), drop('drop')].length;
    });
    expect(moved).toBe(2);
    await desk.page.waitForTimeout(150);
    expect(desk.page.url()).toBe('app://bundle/');
  });

  it('opens the two help pages of SAP in the browser, by name, and nothing else', async () => {
    const open = (link: string) =>
      desk.page.evaluate((name) => window.trustDesk.app.openLink({ link: name as 'sap-procedure' }), link);
    expect(await open('https://evil.example/')).toMatchObject({ ok: false, failure: { code: 'input-malformed' } });
    expect(await opened()).toEqual([]);
    expect(await open('sap-procedure')).toEqual({ ok: true, value: undefined });
    expect(await opened()).toEqual([expect.stringMatching(/^https:\/\/help\.sap\.com\/docs\//)]);
  });
});

describe('permissions', () => {
  const NAMES = [
    ...['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'],
    ...['background-sync', 'persistent-storage', 'accelerometer', 'gyroscope', 'magnetometer', 'screen-wake-lock'],
    ...['idle-detection', 'local-fonts', 'window-management', 'storage-access', 'display-capture'],
  ];
  const states = () =>
    desk.page.evaluate(async (names) => {
      const query = (name: string) => navigator.permissions.query({ name: name as PermissionName });
      const found = await Promise.all(names.map((name) => query(name).then(({ state }) => state, () => 'unknown'))); // prettier-ignore
      return Object.fromEntries(names.map((name, index) => [name, found[index]]));
    }, NAMES);

  it('are granted to nobody, by whatever name', async () => {
    const found = await states();
    expect(Object.values(found)).not.toContain('granted');
    expect(Object.values(found)).not.toContain('prompt');
    expect(Object.values(found).filter((state) => state === 'denied').length).toBeGreaterThan(10);
  });

  it('are refused when asked for', async () => {
    const answers = await desk.page.evaluate(async () => {
      const silent = new Promise<string>((settle) => setTimeout(() => settle('silent'), 3_000));
      const answer = async (work: Promise<unknown>) =>
        Promise.race([silent, work.then((value) => (value === false ? 'refused' : 'granted'))]).catch(() => 'refused');
      const { clipboard, geolocation, mediaDevices, storage } = navigator;
      return Promise.all(
        Object.entries({
          read: clipboard.readText(),
          write: clipboard.writeText('x'),
          microphone: mediaDevices.getUserMedia({ audio: true }),
          screen: mediaDevices.getDisplayMedia(),
          place: new Promise((settle, refuse) => geolocation.getCurrentPosition(settle, refuse)),
          notes: Notification.requestPermission().then((state) => state === 'granted'),
          keep: storage.persist(),
        }).map(async ([name, work]) => `${name} ${await answer(work)}`),
      );
    });
    expect(answers.filter((each) => !each.endsWith(' refused'))).toEqual([]);
  });

  it('do not include the whole screen', async () => {
    await desk.page.evaluate(() => void document.documentElement.requestFullscreen().catch(() => undefined));
    await desk.page.waitForTimeout(300);
    const full = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isFullScreen()),
    );
    expect(full).toEqual([false]);
  });

  it('would be granted if nobody said no', async () => {
    await desk.app.evaluate(({ session }) => session.defaultSession.setPermissionCheckHandler(null));
    expect(Object.values(await states()).filter((state) => state === 'granted').length).toBeGreaterThan(5);
  });
});

const wayOf = (app: ElectronApplication) =>
  app.evaluate(({ session }) => session.defaultSession.resolveProxy('https://tenant.invalid/'));

/** An Electron that runs nothing of ours, with the same environment. */
async function bareElectron(): Promise<ElectronApplication> {
  const [profile, folder] = [newProfile(), newProfile()];
  writeFileSync(join(folder, 'package.json'), '{ "name": "bare", "main": "main.cjs" }');
  writeFileSync(join(folder, 'main.cjs'), '');
  const args = [...appArguments(profile).slice(0, -1), folder];
  const bare = await _electron.launch({ executablePath: electronBinary(), args, env: environment(ENV) });
  onTestFinished(async () => {
    await bare.close();
    for (const each of [profile, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
  });
  return bare;
}

it('asks the system for a proxy, and not the environment', async () => {
  expect(await wayOf(desk.app)).toBe('DIRECT');
  // Chromium by itself takes one for the other (control).
  expect(await wayOf(await bareElectron())).toBe(TRAP.replace('http://', 'PROXY '));
  const examined = () =>
    desk.page.evaluate(async () => {
      const seen = await window.trustDesk.tenants.examine({ address: 'https://tenant.invalid', authority: null });
      return seen.ok ? seen.value.trouble : seen.failure.code;
    });
  expect(await examined()).not.toBe('proxy-refused');
  const proxyRules = TRAP.replace('http://', '');
  await desk.app.evaluate(({ session }, rules) => session.defaultSession.setProxy({ proxyRules: rules }), proxyRules);
  expect(await examined()).toBe('proxy-refused');
});
