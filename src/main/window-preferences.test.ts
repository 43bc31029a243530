import { describe, expect, it } from 'vitest';
import { secretWindowOptions } from './secret-window/secret-window-options.ts';
import { lockedPreferences } from './window-preferences.ts';

const locked = {
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
  devTools: false,
};

describe("a window's preferences", () => {
  it('are locked, member by member', () => {
    expect(lockedPreferences(false)).toEqual(locked);
  });

  it('allow developer tools with the development server only', () => {
    expect(lockedPreferences(true)).toEqual({ ...locked, devTools: true });
  });

  it('leave the secret window neither script nor preload', () => {
    const { webPreferences } = secretWindowOptions({ parent: undefined, theme: 'sap_horizon' });
    expect(webPreferences).toEqual({ ...locked, javascript: false, images: false, zoomFactor: 1 });
  });
});
