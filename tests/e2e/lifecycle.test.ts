import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { appArguments, electronBinary, environment, launch, newProfile, type Launched } from './support/launch.ts';
import { processGroup } from './support/ordinary-user.ts';
import { readUntil } from './support/x11.ts';

let desk: Launched | undefined;
let profile: string | undefined;
let second: ChildProcess | undefined;
afterEach(async () => {
  second?.kill('SIGKILL');
  await desk?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
  desk = profile = second = undefined;
});

const logOf = ({ userData }: Launched) => readFileSync(join(userData, 'logs', 'main.log'), 'utf8');

describe('a second start of the app', () => {
  it('brings the first window to the front, ends by itself, and what it was given is nowhere written down', async () => {
    desk = await launch();
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    second = spawn(electronBinary(), [...appArguments(desk.userData), '--needle=a-secret-argument'], {
      env: environment(),
      stdio: 'ignore',
    });
    const code = await new Promise((settle) => second?.once('exit', settle));
    expect(code).toBe(0);
    const state = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isMinimized(), window.isVisible()]),
    );
    expect(state).toEqual([[false, true]]);
    expect(logOf(desk)).not.toContain('needle');
    expect(desk.output()).not.toContain('needle');
  });
});

describe('the end of the app', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('is orderly on %s, and leaves no process', async (signal) => {
    profile = newProfile();
    desk = await launch({ userData: profile });
    const exited = new Promise((settle) => desk?.app.process().once('exit', (code, by) => settle(code ?? by)));
    const { pid } = desk;
    expect(processGroup(pid).length).toBeGreaterThan(1);
    process.kill(pid, signal);
    expect(await exited).toBe(0);
    expect(logOf(desk).trim().split('\n').at(-1)).toContain('"app-quitting"');
    expect(await readUntil(() => processGroup(pid), (left) => left.length === 0)).toEqual([]); // prettier-ignore
  });

  it('comes with the last window', async () => {
    profile = newProfile();
    desk = await launch({ userData: profile });
    const exited = new Promise((settle) => desk?.app.process().once('exit', settle));
    await desk.app.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50);
    });
    expect(await exited).toBe(0);
    expect(logOf(desk)).toContain('"app-quitting"');
  });
});

describe('a page that crashed', () => {
  it('is loaded again with a notice, and works', async () => {
    desk = await launch();
    await desk.app.evaluate(({ BrowserWindow, dialog }) => {
      const shown: string[] = [];
      dialog.showMessageBox = ((_window: unknown, { message }: MessageBoxOptions) => {
        shown.push(message);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
      Object.assign(globalThis, { shown });
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 50);
    });
    const asked = (code: string) =>
      desk?.app.evaluate(
        ({ BrowserWindow }, text) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) as Promise<unknown>,
        code,
      );
    const { pid } = desk.app.process();
    const crashed = () => logOf(desk!).includes('window-gone');
    await expect.poll(crashed, { timeout: 10_000 }).toBe(true);
    expect(pid).toBe(desk.pid);
    const works = () => asked(`trustDesk.settings.read().then(({ ok }) => ok)`);
    await expect.poll(works, { timeout: 10_000 }).toBe(true);
    expect(await desk.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([
      'The window stopped working and was loaded again.',
    ]);
    expect(logOf(desk)).toMatch(/"window-gone","reason":"(crashed|killed)"/);
  });
});

describe('the window after a restart', () => {
  const place = (wanted?: { x: number; y: number; width: number; height: number }) =>
    desk?.app.evaluate(({ BrowserWindow }, bounds) => {
      const [window] = BrowserWindow.getAllWindows();
      if (bounds) window?.setBounds(bounds);
      return window?.getNormalBounds();
    }, wanted);

  it('is where it was left, as large as it was, in the colours that were chosen', async () => {
    profile = newProfile();
    const wanted = { x: 140, y: 60, width: 1100, height: 700 };
    desk = await launch({ userData: profile });
    await desk.page.evaluate(() => window.trustDesk.settings.chooseTheme({ theme: 'dark' }));
    await expect.poll(() => desk?.page.evaluate(() => document.readyState)).toBe('complete');
    await desk.page.waitForTimeout(300);
    await place(wanted);
    await desk.page.waitForTimeout(900);
    await desk.close();
    desk = await launch({ userData: profile });
    await expect.poll(() => place()).toEqual(wanted);
    const background = desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor());
    expect(await background).toMatch(/^#12171c$/i);
  });

  it('is in sight when its display is gone', async () => {
    profile = newProfile();
    desk = await launch({ userData: profile });
    await desk.page.waitForTimeout(300);
    await place({ x: 5000, y: 60, width: 1100, height: 700 });
    await desk.page.waitForTimeout(900);
    await desk.close();
    desk = await launch({ userData: profile });
    await expect.poll(async () => (await place())?.width).toBe(1100);
    expect((await place())?.x).toBeLessThan(1440);
  });
});

describe('the files of the app', () => {
  it('are for their owner alone where they are ours', async () => {
    desk = await launch();
    const logs = join(desk.userData, 'logs');
    expect(statSync(logs).mode & 0o777).toBe(0o700);
    expect(statSync(join(logs, 'main.log')).mode & 0o777).toBe(0o600);
    // Spell checking would fetch its dictionaries from Google.
    expect(readdirSync(join(desk.userData, 'Dictionaries'))).toEqual([]);
  });
});
