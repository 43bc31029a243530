import { join } from 'node:path';
import { app, powerMonitor, protocol, type BrowserWindow } from 'electron';
import { backgroundOf } from './appearance.ts';
import { createAppLog, createHost, type AppHost } from './create-host.ts';
import type { Composition } from './host.ts';
import { serve } from './ipc/serve.ts';
import { trustedSender } from './ipc/trusted-sender.ts';
import { quitInOrder, type QuitStep } from './lifecycle.ts';
import type { Log } from './logging/log.ts';
import { setMenu } from './menu.ts';
import { BUNDLE_ORIGIN } from './security/app-scheme.ts';
import { listBundleFiles } from './security/bundle-files.ts';
import { registerBundleProtocol } from './security/bundle-protocol.ts';
import { bringHome } from './security/navigation.ts';
import { showWhenReady } from './show-window.ts';
import { giveIcon } from './window-icon.ts';
import { bringToFront, createWindow } from './window.ts';
import { recoverWindow } from './window-recovery.ts';

const QUIT_STEP_LIMIT_MS = 4_000;

/** From ready on, in order. The rest is put together while the window reads its scripts; calls that come earlier wait. */
export function start(developmentServer: string | undefined): void {
  const log = createAppLog();
  noteFaults(log);
  log.note('app-started', { version: app.getVersion(), electron: process.versions.electron });
  const built = (...parts: string[]) => join(app.getAppPath(), 'out', ...parts);
  const scriptsServed = registerBundleProtocol(protocol, listBundleFiles(built('renderer')));
  const developerTools = developmentServer !== undefined;
  setMenu(developerTools);

  let shown: BrowserWindow | undefined;
  const host = createHost(log, () => shown);
  const background = backgroundOf(host.appearance.applied());
  const window = createWindow({ preload: built('preload', 'index.cjs'), background, developerTools });
  shown = window;
  window.once('closed', () => (shown = undefined));
  giveIcon(window, { file: join(app.getAppPath(), 'resources', 'icon.png') });

  const composed = Promise.race([scriptsServed, pageSettled(window)])
    .then(() => import('./compose.ts'))
    .then(({ compose }) => compose(host));
  composed.catch((fault: unknown) => log.fault('compose', fault));
  serve({
    handlersOf: composed.then(({ handlersOf }) => handlersOf),
    isTrusted: trustedSender({
      mainFrame: () => shown?.webContents.mainFrame,
      origin: developmentServer === undefined ? BUNDLE_ORIGIN : new URL(developmentServer).origin,
    }),
    report: {
      stranger: (channel) => log.note('call-refused', { channel }),
      fault: (channel, fault) => log.fault(channel, fault),
    },
  });

  recoverWindow(window, { log, quit: () => app.quit() });
  quitInOrder({ app, steps: quitSteps(host, composed), log, limitMs: QUIT_STEP_LIMIT_MS });
  hideSecretsWhenAway(host);
  app.on('second-instance', () => shown && bringToFront(shown));
  showWhenReady(window, composed).catch((fault: unknown) => log.fault('first-paint', fault));
  const home = developmentServer ?? `${BUNDLE_ORIGIN}/`;
  bringHome(window.webContents, home);
  window.loadURL(home).catch((fault: unknown) => log.fault('window', fault));
}

/** However its loading ended; a development server's page asks for nothing that we serve. */
const pageSettled = ({ webContents }: BrowserWindow): Promise<void> =>
  new Promise((settle) => {
    webContents.once('dom-ready', () => settle());
    webContents.once('did-fail-load', () => settle());
    webContents.once('destroyed', () => settle());
  });

const quitSteps = (host: AppHost, composed: Promise<Composition>): readonly QuitStep[] => [
  ['clipboard', () => host.clipboard.takeBack()],
  ['secret-window', () => host.secretWindow.close()],
  ['secret-prompt', () => host.secretPrompt.close()],
  ['compose', async () => (await composed).close()],
];

/** Nobody may find a secret on the clipboard or on the screen of a machine its owner has left. */
function hideSecretsWhenAway({ clipboard, secretWindow, secretPrompt }: AppHost): void {
  const hide = () => {
    secretWindow.close();
    secretPrompt.close();
    void clipboard.takeBack();
  };
  powerMonitor.on('lock-screen', hide);
  powerMonitor.on('suspend', hide);
  powerMonitor.on('shutdown', () => app.quit());
}

/** Electron would show a box with the message, which may hold anything, or print it. */
function noteFaults(log: Log): void {
  process.on('uncaughtException', (fault) => log.fault('main', fault));
  process.on('unhandledRejection', (fault) => log.fault('main', fault));
}
