import type { WebPreferences } from 'electron';

/**
 * What no window of ours may do without. Electron's defaults say much of it already; said here so that a test can hold it
 * and a later default cannot change it.
 */
export const lockedPreferences = (developerTools: boolean): WebPreferences => ({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  webgl: false,
  spellcheck: false,
  disableDialogs: true,
  devTools: developerTools,
});
