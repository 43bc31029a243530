import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import electron, { app, nativeTheme, session, shell, type BrowserWindow } from 'electron';
import { backgroundOf, createAppearance } from './appearance.ts';
import { createClipboardPort } from './clipboard/electron-clipboard.ts';
import { TimedClipboard } from './clipboard/timed-clipboard.ts';
import type { Host } from './host.ts';
import { createAnnouncer } from './ipc/notify.ts';
import { createLog, type Log } from './logging/log.ts';
import { openLogFile } from './logging/log-file.ts';
import { pickFile } from './secret-prompt/pick-file.ts';
import { SecretPrompt } from './secret-prompt/secret-prompt.ts';
import { SecretWindow } from './secret-window/secret-window.ts';
import { openExternalLink } from './security/external-links.ts';

const LOG_MAXIMUM_BYTES = 256 * 1024;

export function createAppLog(): Log {
  return createLog({
    file: openLogFile(join(app.getPath('userData'), 'logs'), LOG_MAXIMUM_BYTES),
    now: () => new Date(),
    reference: () => randomBytes(6).toString('hex'),
  });
}

export interface AppHost extends Host {
  readonly secretWindow: SecretWindow;
  readonly secretPrompt: SecretPrompt;
}

/** The app's surroundings, from Electron. `window`: the main window, while there is one. */
export function createHost(log: Log, window: () => BrowserWindow | undefined): AppHost {
  const receiver = () => window()?.webContents;
  const announce = createAnnouncer(receiver);
  const appearance = createAppearance(nativeTheme, (appliedTheme) => {
    window()?.setBackgroundColor(backgroundOf(appliedTheme));
    announce.settings.themeChanged({ appliedTheme });
  });
  const markerRefused = () => log.note('clipboard-marker-refused', {});
  const port = createClipboardPort({ electron, platform: process.platform, markerRefused });
  const secretWindow = new SecretWindow({ parent: window, theme: () => appearance.applied(), log });
  const secretPrompt = new SecretPrompt({ parent: window, theme: () => appearance.applied(), log });
  const userDataFolder = app.getPath('userData');
  return {
    userDataFolder,
    keychainHelper: join(app.getAppPath(), 'out', 'main', 'keychain-helper.js'),
    tenantServer: join(app.getAppPath(), 'out', 'main', 'tenant-server.js'),
    p12Helper: join(app.getAppPath(), 'out', 'main', 'p12-helper.js'),
    throwAwayKeyring: process.env['TRUST_DESK_KEYRING'] === 'throw-away',
    versions: {
      app: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
    },
    announce,
    announceOf: (tenant) => createAnnouncer(receiver, tenant),
    clipboard: new TimedClipboard({ port, announce: announce.clipboard }),
    secretWindow,
    secretPrompt,
    showSecret: (secret) => secretWindow.show(secret),
    asking: { secret: (asked) => secretPrompt.ask(asked), file: (kind) => pickFile(window(), kind) },
    appearance,
    log,
    proxyOf: (url) => session.defaultSession.resolveProxy(url),
    openLink: (link) => openExternalLink(link),
    showDataFolder: async () => {
      await shell.openPath(userDataFolder);
    },
  };
}
