import { app } from 'electron';
import { quitOnSignal } from './lifecycle.ts';
import { registerAppScheme } from './security/app-scheme.ts';
import { forgetEnvironmentProxies } from './security/environment-proxies.ts';
import { denyNavigation } from './security/navigation.ts';
import { denyPermissions } from './security/permissions.ts';
import { refusedFor, REFUSED_EXIT_CODE } from './security/refused-start.ts';
import { isSubmission } from './security/submissions.ts';
import { start } from './start.ts';

const refused = refusedFor({ packaged: app.isPackaged, args: process.argv.slice(1), variables: process.env });

if (refused !== undefined) {
  process.stderr.write(`Trust Desk does not start with ${refused}.\n`);
  process.exit(REFUSED_EXIT_CODE);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0);
} else {
  begin();
}

/** While the main module runs: later is too late for a scheme, and Electron is not ready before this has ended. */
function begin(): void {
  forgetEnvironmentProxies(process.env);
  registerAppScheme();
  // Root's Chromium has no sandbox to offer; then it is asked for window by window only.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  denyPermissions(app);
  denyNavigation(
    app,
    (url) => isSubmission(url) || (developmentServer !== undefined && url.startsWith(developmentServer)),
  );
  quitOnSignal(process, app);
  // Never awaited here: Electron holds `ready` back until the main module has settled.
  void app.whenReady().then(() => start(developmentServer));
}
