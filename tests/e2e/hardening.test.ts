import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, REPOSITORY, type Launched } from './support/launch.ts';
import { makeSecret, showSecret } from './support/made-secret.ts';
import { SCRIPT_PROBE } from './support/script-probe.ts';

const RENDERER = join(REPOSITORY, 'out/renderer');

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  // Its own pictures and styles would count among what was refused if they came while the probe runs.
  await desk.page.waitForLoadState('networkidle');
});
afterAll(() => desk.close());

/** Loads an empty page into a window of the test's own and runs a probe there: what happens without our protections. */
const inBareWindow = (app: ElectronApplication, probe: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, code) => {
    const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await bare.loadURL('data:text/html,<!doctype html><title>bare</title><body></body>');
    const result: unknown = await bare.webContents.executeJavaScript(code, true);
    bare.destroy();
    return result;
  }, probe);

const windows = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as typeof window.webContents & { getLastWebPreferences(): object };
      return {
        url: contents.getURL(),
        process: contents.getOSProcessId(),
        preferences: contents.getLastWebPreferences(),
      };
    }),
  );

describe('every window', () => {
  // What Electron tells of a window at run time; window-preferences.test.ts holds the rest.
  const locked = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    webviewTag: false,
    disableDialogs: true,
  };

  it('runs locked, the secret window without script and bridge as well, each in a process of its own', async () => {
    await showSecret(desk.page, await makeSecret(desk.page));
    const open = await windows(desk.app);
    const [main, secret] = [/^app:\/\/bundle\//, /^app:\/\/secret\//].map((at) =>
      open.find(({ url }) => at.test(url))!,
    );
    expect(open).toHaveLength(2);
    expect(main!.preferences).toMatchObject({ ...locked, javascript: true });
    expect(secret!.preferences).toMatchObject({ ...locked, javascript: false });
    expect(main!.process).not.toBe(secret!.process);
    const page = desk.app.windows().find((each) => each.url().startsWith('app://secret/'))!;
    expect(await page.evaluate(() => Object.keys(window).includes('trustDesk'))).toBe(false);
    expect(await desk.page.evaluate(() => Object.keys(window).includes('trustDesk'))).toBe(true);
    await desk.page.evaluate(() => window.trustDesk.clipboard.clear());
  });

  it('opens no developer tools', async () => {
    const opened = await desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.openDevTools();
      return window?.webContents.isDevToolsOpened();
    });
    expect(opened).toBe(false);
  });
});

describe('the content policy', () => {
  it('lets no foreign script in and no data out', async () => {
    const { ran, refused } = await desk.page.evaluate<{ ran: string[]; refused: string[] }>(SCRIPT_PROBE);
    expect(ran).toEqual([]);
    expect(refused).toEqual(
      expect.arrayContaining([
        ...['eval', 'Function', 'import', 'wasm', 'script-src-elem', 'script-src-attr', 'style-src-elem'],
        ...['frame-src', 'base-uri', 'connect-src', 'img-src', 'object-src', 'worker-src'],
      ]),
    );
  });

  it('is what stops them: without it the same probe runs script', async () => {
    const { ran } = (await inBareWindow(desk.app, SCRIPT_PROBE)) as { ran: string[] };
    expect(ran).toEqual(
      expect.arrayContaining(['Function', 'data script', 'eval', 'inline handler', 'inline script', 'wasm']),
    );
  });

  it('comes with every file of the page, as does its exact type', async () => {
    const types = { js: 'text/javascript', css: 'text/css', html: 'text/html', woff2: 'font/woff2', png: 'image/png' };
    const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
    expect(files.length).toBeGreaterThan(10);
    const answers = await ask(
      desk.app,
      files.map((file) => `app://bundle/${file.replaceAll('\\', '/')}`),
    );
    for (const [index, file] of files.entries()) {
      const { headers, status, length } = answers[index]!;
      expect([file, status, length]).toEqual([file, 200, statSync(join(RENDERER, file)).size]);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|connect-src|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      const type = types[file.slice(file.lastIndexOf('.') + 1) as keyof typeof types];
      expect(headers['content-type']).toMatch(new RegExp(`^${type}\\b`));
    }
  });
});

interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly length: number;
}

/**
 * Requests of the main window's session, as Chromium hands them to the protocol. All in one go: a debugger's evaluation that
 * arrives while main's streams are at work has been seen to stop Node's tick queue for good (never without a debugger).
 */
const ask = (app: ElectronApplication, urls: readonly string[]): Promise<Asked[]> =>
  app.evaluate(async ({ session }, addresses) => {
    const answers: Asked[] = [];
    for (const address of addresses) {
      const response = await session.defaultSession.fetch(address);
      const { byteLength: length } = await response.arrayBuffer();
      answers.push({ status: response.status, headers: Object.fromEntries(response.headers.entries()), length });
    }
    return answers;
  }, urls);

describe('the protocol (T24)', () => {
  it('finds nothing outside the built page, however it is asked', async () => {
    const ups = [
      '..',
      '%2e%2e',
      '.%2e',
      '..%2f',
      '%2e%2e%2f',
      '..%5c',
      '..\\',
      '....//',
      '%252e%252e',
      '..;',
      '%c0%ae%c0%ae',
    ];
    const files = [
      'package.json',
      'etc/passwd',
      'main/index.js',
      'preload/index.cjs',
      'index.html%00.js',
      '\0',
      'C:/x',
      '~',
    ];
    const hosts = [
      'app://bundle',
      'app://bundle:80',
      'app://BUNDLE',
      'app://other',
      'app://bundle.',
      'app://secret',
      'app://',
    ];
    const paths = ups.flatMap((up) => files.flatMap((file) => [1, 2, 3].map((n) => `/${`${up}/`.repeat(n)}${file}`)));
    const urls = hosts.flatMap((host) =>
      [...paths, '/secret', '//bundle/x', '/assets', '/assets/', ''].map((path) => host + path),
    );
    const found = await desk.app.evaluate(async ({ session }, addresses) => {
      const bodies = new Set<string>();
      for (const address of addresses) {
        const response = await session.defaultSession.fetch(address).catch(() => undefined);
        if (response?.ok) bodies.add(await response.text());
      }
      return [...bodies];
    }, urls);
    expect(urls.length).toBeGreaterThan(1500);
    // Some are other spellings of the page's own address; none is anything else.
    expect(found).toEqual([readFileSync(join(RENDERER, 'index.html'), 'utf8')]);
  });

  it('does not answer for the secret window', async () => {
    expect(await ask(desk.app, ['app://secret/style.css'])).toMatchObject([{ status: 404 }]);
  });
});
