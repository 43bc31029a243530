import { serialize } from 'node:v8';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearly, shortHostileInput } from '../support/hostile-input.ts';
import { callChannels } from '../support/call-channels.ts';
import { validInput } from '../support/valid-inputs.ts';
import { launch, type Launched } from './support/launch.ts';

const CASES = 200;
/** Calls that would show a window, open a browser or a folder, or touch the keychain or the network once for each case. */
const WITH_EFFECTS = /\.(show|openLink|showDataFolder|check|useSession|chooseAuthority|examine)$/;

let desk: Launched;
beforeAll(async () => (desk = await launch()));
afterAll(() => desk.close());

describe('the bridge (T20)', () => {
  it('is exactly this', async () => {
    const surface = await desk.page.evaluate(() =>
      Object.fromEntries(Object.entries(window.trustDesk).map(([group, calls]) => [group, Object.keys(calls).sort()])),
    );
    expect(surface).toEqual({
      app: ['about', 'notices', 'noticesChanged', 'openLink', 'showDataFolder'],
      applications: [
        'affected',
        'change',
        'changed',
        'create',
        'list',
        'listState',
        'listed',
        'loadExample',
        'read',
        'refresh',
        'remove',
        'setTokenPolicy',
        'switchLock',
        'unlock',
      ],
      checks: ['callApi', 'run'],
      clipboard: ['clear', 'copy', 'holding', 'released'],
      dependencies: [
        ...['checkName', 'create', 'preview', 'remove', 'repoint', 'resume', 'summary', 'undo', 'unfinished'],
        'unfinishedChanged',
      ],
      keychain: ['changed', 'check', 'state', 'useSession'],
      // The calls of another tenant.
      of: [],
      providedApis: ['add', 'affected', 'allowAll', 'change', 'remove'],
      requests: ['changed', 'list'],
      secrets: ['create', 'remove', 'show'],
      settings: ['chooseTheme', 'read', 'rememberSelection', 'themeChanged'],
      tenantServer: [
        ...['changed', 'enable', 'offerPort', 'regenerateSecret', 'rotateKey', 'setPorts', 'state'],
        'switchDirectoryApi',
      ],
      tenants: [
        ...[
          'add',
          'change',
          'changed',
          'chooseAuthority',
          'examine',
          'list',
          'open',
          'remove',
          'setAuthority',
          'signIn',
        ],
        'test',
      ],
      users: ['change', 'create', 'list', 'remove'],
    });
  });

  it('is functions only, frozen, and nothing of Node or Electron stands beside it', async () => {
    const found = await desk.page.evaluate(() => {
      const groups = Object.values(window.trustDesk);
      const globals = ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer', '__dirname'];
      return {
        kinds: [...new Set(groups.flatMap((group) => Object.values(group).map((each) => typeof each)))],
        frozen: [window.trustDesk, ...groups].every((each) => Object.isFrozen(each)),
        globals: globals.filter((name) => name in window),
      };
    });
    expect(found).toEqual({ kinds: ['function'], frozen: true, globals: [] });
  });

  it('hands a listener what was announced and nothing else, until it is ended', async () => {
    const heard = await desk.page.evaluate(async () => {
      const all: unknown[][] = [];
      const end = window.trustDesk.settings.themeChanged((...what: unknown[]) => all.push(what));
      await window.trustDesk.settings.chooseTheme({ theme: 'dark' });
      await new Promise((settle) => setTimeout(settle, 100));
      end();
      await window.trustDesk.settings.chooseTheme({ theme: 'light' });
      await new Promise((settle) => setTimeout(settle, 100));
      return all;
    });
    expect(heard).toEqual([[{ appliedTheme: 'sap_horizon_dark' }]]);
  });
});

describe('the channels of main (T20)', () => {
  it('are the calls of the contract; a dependency of ours does not listen either', async () => {
    const { handled, heard } = await desk.app.evaluate(({ ipcMain }) => ({
      handled: [...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()],
      heard: ipcMain.eventNames().map(String).filter((name) => ipcMain.listenerCount(name) > 0), // prettier-ignore
    }));
    expect(handled.sort()).toEqual([...callChannels].sort());
    // Electron itself listens for errors, and serve.ts for listeners.
    expect(heard.sort()).toEqual(['error', 'newListener']);
  });
});

describe('another page of our own origin (T22)', () => {
  const about = `trustDesk.app.about()`;

  it('in another window has the bridge and is refused all the same', async () => {
    const answer = await desk.app.evaluate(async ({ app, BrowserWindow }, code) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload } });
      await other.loadURL('app://bundle/');
      const result: unknown = await other.webContents.executeJavaScript(code);
      other.destroy();
      return result;
    }, about);
    expect(answer).toEqual({ ok: false, failure: { code: 'request-refused' } });
    expect(await desk.page.evaluate(about)).toMatchObject({ ok: true });
  });

  it('in a frame has no bridge of its own', async () => {
    const bridged = await desk.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const own = frame.contentWindow ? 'trustDesk' in frame.contentWindow : undefined;
      frame.remove();
      return own;
    });
    expect(bridged).toBe(false);
  });
});

describe('main under a window that was taken over (T21)', () => {
  const channels = callChannels.filter((channel) => !WITH_EFFECTS.test(channel));

  it.each(channels)('answers with results and nothing else: %s', async (channel) => {
    const inputs = fc
      .sample(fc.oneof(shortHostileInput, nearly(validInput(channel), shortHostileInput)), CASES)
      .map((each) => structuredClone(each));
    const wrong = await desk.app.evaluate(
      async ({ BrowserWindow, ipcMain }, [name, packed]) => {
        const { deserialize } = process.getBuiltinModule('node:v8');
        const given = deserialize(Buffer.from(packed, 'base64')) as unknown[];
        const [window] = BrowserWindow.getAllWindows();
        const all = ipcMain as unknown as {
          _invokeHandlers: Map<string, (event: object, input: unknown) => Promise<object>>;
        };
        const before = Object.getOwnPropertyNames(Object.prototype).length;
        const found: string[] = [];
        for (const input of given) {
          const event = { senderFrame: window?.webContents.mainFrame };
          const answer = await Promise.resolve(all._invokeHandlers.get(name)?.(event, input)).catch(() => ({}));
          const said = JSON.stringify(answer);
          const isResult = said.startsWith('{"ok":true') || said.startsWith('{"ok":false,"failure":{"code":"');
          if (!isResult || said.includes('"unexpected"') || /node_modules|\.js:\d|\/home\/|\/root\//.test(said))
            found.push(said);
        }
        if (Object.getOwnPropertyNames(Object.prototype).length !== before) found.push('prototype changed');
        return found;
      },
      [channel, serialize(inputs).toString('base64')] as const,
    );
    expect(wrong).toEqual([]);
  });

  it('refuses what is far too large, and goes on', async () => {
    const answers = await desk.page.evaluate(async () => {
      const applicationId = '01234567-89ab-4cde-8f01-23456789abcd' as never;
      const name = 'x'.repeat(64 * 1024 * 1024);
      return [await window.trustDesk.dependencies.remove({ applicationId, name }), await window.trustDesk.app.about()];
    });
    expect(answers).toMatchObject([{ ok: false, failure: { code: 'input-malformed', path: 'name' } }, { ok: true }]);
  });

  it('still works afterwards', async () => {
    expect(await desk.page.evaluate(() => window.trustDesk.applications.list())).toMatchObject({ ok: true });
    expect(desk.app.process().exitCode).toBeNull();
  });
});
